'use strict';

/** Stands in for the package `safe-buffer`, which gives older Node.js the `Buffer` that newer ones have. */
module.exports = require('./buffer');
