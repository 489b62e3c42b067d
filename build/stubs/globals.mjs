/**
 * Stand in for the global objects that n8n keeps from community nodes. esbuild puts these in place
 * of every free use of these names in the bundle.
 */

export const process = {
  // Only handed to satisfies() in semver.js beside this file, which does not read it.
  version: '',
  env: {},
  nextTick: (task) => queueMicrotask(task),
};

/** A library has nothing to say in n8n's log, least of all one that handles secrets. */
export const console = {
  debug() {},
  error() {},
  info() {},
  log() {},
  warn() {},
};

/** Only asked whether the system can compress, by a library whose compression is not used: it can't. */
export const globalThis = {};
