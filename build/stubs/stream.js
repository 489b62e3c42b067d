'use strict';

/**
 * Stands in for Node.js' `stream` in the bundle. The library can also sign a stream, and derives
 * classes for that while it loads; this node signs text only and never makes an object of them.
 */
module.exports = class Stream {};
