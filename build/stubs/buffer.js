'use strict';

/**
 * Stands in for Node.js' `buffer` in the bundle: n8n allows no import of it, and the class is a
 * global anyway. `SlowBuffer` is named by a comparison that runs only on Node.js before 6.6, but has
 * to exist; newer Node.js has none.
 */
exports.Buffer = Buffer;
exports.SlowBuffer = Buffer;
