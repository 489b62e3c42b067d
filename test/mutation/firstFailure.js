'use strict';

const { writeFileSync } = require('node:fs');

/**
 * A reporter of jest that ends the run at the first test that fails, and writes down which one it was.
 *
 * `--bail` ends it only after the whole file, and a mutant may leave many tests of a file waiting for
 * their timeouts. Jest loads reporters as they are, so this is no TypeScript.
 */
class FirstFailure {
  /** The one line of the answer goes to the file that this variable names. */
  static file = process.env.FIRST_FAILURE_FILE;

  onTestCaseResult(_, { status, ancestorTitles, title }) {
    if (status === 'failed') end({ kind: 'test', title: [...ancestorTitles, title].join(' › ') });
  }

  onTestFileResult({ path }, { testExecError, failureMessage, numFailingTests }) {
    if (testExecError !== undefined && testExecError !== null) {
      end({ kind: 'file', title: `${path}: ${testExecError.message ?? failureMessage}` });
    }
    if (numFailingTests > 0) end({ kind: 'test', title: path });
  }
}

function end(failure) {
  writeFileSync(FirstFailure.file, JSON.stringify(failure));
  process.exit(1);
}

module.exports = FirstFailure;
