'use strict';

/** Jest reporter: ends the output with one plain line of totals. A suite that did not even load counts as a failure. */
module.exports = class ClosingLine {
  onRunComplete(
    _contexts,
    { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites },
  ) {
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    const line = `${numPassedTests} passed, ${failed} failed, ${numPendingTests + numTodoTests} skipped\n`;
    // Jest's own summary still follows; this line is the last.
    process.once('exit', () => process.stdout.write(line));
  }
};
