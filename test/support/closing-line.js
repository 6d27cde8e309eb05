'use strict';

const path = require('node:path');

/** Jest reporter: ends the output with a line for each failure and a plain one of totals. A suite that did not even load is one too. */
module.exports = class ClosingLine {
  onRunComplete(
    _contexts,
    { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites, testResults },
  ) {
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    const failures = testResults.flatMap((file) => {
      const name = path.relative(path.join(__dirname, '../..'), file.testFilePath);
      const titles = file.testResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
      return [...titles, ...(file.testExecError ? ['did not load'] : [])].map((title) => `FAILED ${name}: ${title}\n`);
    });
    const line = `${numPassedTests} passed, ${failed} failed, ${numPendingTests + numTodoTests} skipped\n`;
    // Jest's own summary still follows; this line is the last.
    process.once('exit', () => process.stdout.write([...failures, line].join('')));
  }
};
