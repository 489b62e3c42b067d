'use strict';

/**
 * Stands in for the index of `jsonwebtoken` in the bundle: this package signs tokens and never reads
 * one, so that only the part that signs is taken along.
 */
exports.sign = require('jsonwebtoken/sign');
