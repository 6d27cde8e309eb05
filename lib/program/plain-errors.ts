import { exitCodeOf } from './exit-codes';

/**
 * Imported first by whatever loads cluster.ts, which may be at fault as it loads: prints an error that the user can mend as the
 * sentence that it is, and ends with its exit code. Any other keeps its stack and ends with 1.
 */
process.on('uncaughtException', (error) => {
  const exitCode = exitCodeOf(error);
  process.stderr.write(`${exitCode === undefined ? (error.stack ?? error.message) : error.message}\n`);
  process.exit(exitCode ?? 1);
});
