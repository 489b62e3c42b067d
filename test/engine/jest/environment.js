'use strict';

const { TestEnvironment } = require('jest-environment-node');

/** What n8n's packages and the files of tests make for each other, and ask of each other whether it is one. */
const CONSTRUCTORS = [
  'AggregateError',
  'Date',
  'Error',
  'EvalError',
  'Map',
  'RangeError',
  'ReferenceError',
  'Set',
  'SyntaxError',
  'TypeError',
  'URIError',
];

/**
 * Where a file of tests runs: jest's own environment, but that n8n's packages are loaded once for all files of a
 * process (see loadOnce.js).
 *
 * Those live where jest itself does, and what jest gives to a file of tests is a copy of that place. So what has to
 * be the same on both sides is given on: constructors and the variables of the process to the file; its console, and
 * its timers, which may be fake ones, to n8n's packages.
 */
module.exports = class extends TestEnvironment {
  constructor(...given) {
    super(...given);
    for (const name of CONSTRUCTORS) this.global[name] = globalThis[name];
    this.global.process.env = process.env;
    this.global.loadOnce = require;
  }

  async setup() {
    await super.setup();
    const { console, setTimeout } = globalThis;
    this.ofJest = { console, setTimeout };
    this.global.setTimeout = setTimeout;
    globalThis.console = this.global.console;
    globalThis.setTimeout = (...given) => this.global.setTimeout(...given);
  }

  async teardown() {
    Object.assign(globalThis, this.ofJest);
    await super.teardown();
  }
};
