'use strict';

const { default: Sequencer } = require('@jest/test-sequencer');

const runsEngine = ({ path }) => /[/\\](?:integration|package)[/\\]/.test(path);

/**
 * Begins with the tests that run n8n's engine or whole programs. Where jest does not know from an earlier run how long
 * each file takes, it begins with the largest ones, and one of 60 lines that takes 20 seconds runs last, alone.
 */
module.exports = class extends Sequencer {
  sort(tests) {
    const ordered = super.sort(tests);
    return [...ordered.filter(runsEngine), ...ordered.filter((test) => !runsEngine(test))];
  }
};
