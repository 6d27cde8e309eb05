import { command, takeInHand, version } from '../package';
import { exitCodeOf } from './exit-codes';
import { givenCluster } from './given-cluster';
import type { Usage } from './help';
import { interruptible, type Interruption } from './interruption';
import { CLEAR_LINE } from './live-line';
import { isRunByNpm, meantForUs } from './npm-flags';
import { parseSettings, type Settings, type Sources, type Values } from './parse-settings';
import { printed } from './print';
import { boolean } from './setting';
import { UsageError } from './usage-error';

/** What a program is given: its settings, and a signal that SIGINT or SIGTERM aborts. */
export interface Run<S extends Settings> {
  readonly values: Values<S>;
  readonly positionals: readonly string[];
  /** The settings that were given, and as what; the others have their defaults. */
  readonly sources: Sources<S>;
  readonly signal: AbortSignal;
  /** A remark for the person at the terminal, on stderr. */
  readonly note: (line: string) => void;
}

export interface Program<S extends Settings> extends Usage {
  readonly settings: S;
  /** Returns the exit code; what it throws is printed in one line and ends with the error's own exit code. */
  readonly main: (run: Run<S>) => Promise<number>;
}

const common = {
  help: boolean({ flag: ['help', 'h'], help: 'show this page' }),
  version: boolean({ flag: ['version'], help: 'print the version' }),
  printConfig: boolean({ flag: ['print-config'], help: 'print the settings in force as JSON and stop' }),
  // Not DEBUG, which many tools set, to names of their own.
  debug: boolean({ flag: ['debug'], env: ['KAFKA_DEBUG'], help: 'show stack traces' }),
};

/**
 * Runs a program to its exit code: 0 done, 1 unexpected, 2 bad input, 3 cannot connect, 4 deadline with partial delivery,
 * 5 what was acknowledged is not all there, audit failed or doctor found a failure, 130 and 143 stopped by a signal. A second signal, a second later
 * or more, ends it at once.
 */
export async function runProgram<S extends Settings>(program: Program<S>, args = process.argv.slice(2)): Promise<void> {
  const note = (line: string) => process.stderr.write(`${process.stderr.isTTY ? CLEAR_LINE : ''}${line}\n`);
  const signal = interruptible(note);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // `| head` closes the pipe when it has enough: that is an end, not an error.
    if (error.code === 'EPIPE') process.exit(0);
    note(`stdout cannot be written: ${error.message}`);
    process.exit(1);
  });
  // Nobody reads what it says: no reason to stop what it does.
  process.stderr.on('error', () => undefined);
  // Node ends with 0 when nothing is left that could wake `main`.
  process.once('beforeExit', () => {
    note('unexpected error: ended in the middle of the work');
    process.exit(1);
  });
  const exitCode = await start(program, args, signal, note);
  await printed(signal);
  process.exit(signal.aborted ? (signal.reason as Interruption).exitCode : exitCode);
}

async function start<S extends Settings>(
  program: Program<S>,
  args: readonly string[],
  signal: AbortSignal,
  note: (line: string) => void,
): Promise<number> {
  let debug = false;
  try {
    const settings = { ...program.settings, ...common };
    if (args.includes('--help') || args.includes('-h')) {
      const { helpText } = await import('./help.ts');
      process.stdout.write(helpText(program, settings));
      return 0;
    }
    const { values, positionals, sources, warnings } = parseSettings(settings, args, process.env);
    debug = values.debug === true;
    if (isRunByNpm(process.env)) {
      const typed = meantForUs(settings, program.verb, positionals, process.env);
      if (typed !== undefined) throw new UsageError([`npm keeps the flags before "--" for itself: type ${typed}`]);
    }
    if (program.operands === undefined && positionals.length > 0) {
      const [word = '', ...others] = positionals;
      const isTopic = others.length === 0 && program.settings.topic?.flag !== undefined && !isRunByNpm(process.env);
      throw new UsageError(
        isTopic
          ? [`unexpected word "${word}": did you mean --topic ${word}?`]
          : positionals.map((word) => unexpectedWord(word, program.verb)),
      );
    }
    takeInHand(givenCluster({ values, sources }));
    warnings.forEach(note);
    if (values.version) process.stdout.write(`${version}\n`);
    else if (values.printConfig) process.stdout.write(`${JSON.stringify(values, null, 2)}\n`);
    else return await program.main({ values, positionals, sources, signal, note });
    return 0;
  } catch (error) {
    if (!isAbort(error, signal)) note(describe(error, debug));
    return exitCodeOf(error) ?? 1;
  }
}

/** npm passes on the values of the letters that it keeps: `npm run consume -n 3` becomes the word 3. */
export const unexpectedWord = (word: string, verb: string): string =>
  `unexpected word "${word}": see --help${isRunByNpm(process.env) ? `; flags come after "--", or npm keeps them: ${command(verb, '…')}` : ''}`;

const isAbort = (error: unknown, signal: AbortSignal): boolean =>
  signal.aborted && (error === signal.reason || (error instanceof Error && error.name === 'AbortError'));

/** An expected error is its message; of an unexpected one the reader must know that it is our fault. */
function describe(error: unknown, debug: boolean): string {
  if (!(error instanceof Error)) return String(error);
  if (debug) return error.stack ?? error.message;
  return exitCodeOf(error) !== undefined ? error.message : `unexpected error: ${error.message} (--debug shows where)`;
}
