'use strict';

const { createHash } = require('node:crypto');

/** Puts in place of a module the one that was loaded for all files of tests. */
function replace(_source, file) {
  return { code: `module.exports = loadOnce(${JSON.stringify(file)});` };
}

function getCacheKey(_source, file) {
  return createHash('sha256').update(`loadOnce ${file}`).digest('hex');
}

module.exports = { getCacheKey, process: replace };
