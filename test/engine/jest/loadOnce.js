'use strict';

module.exports = {
  /** Puts in place of a module the one that was loaded for all files of tests. */
  process: (_source, file) => ({ code: `module.exports = loadOnce(${JSON.stringify(file)});` }),
};
