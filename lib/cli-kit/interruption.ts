const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** npm passes on a SIGINT that the terminal has sent to its child already: two signals, milliseconds apart, mean one. */
const SAME_REQUEST_MS = 1000;
/** What ends sooner needs no word about it. */
const MOMENT_MS = 300;

/** Why the signal of a program is aborted. */
export class Interruption extends Error {
  readonly code = 'INTERRUPTED';

  constructor(
    name: keyof typeof EXIT_CODES,
    /** The one a shell gives to a program that this signal ends. */
    readonly exitCode = EXIT_CODES[name],
  ) {
    super(`stopped by ${name}`);
    this.name = 'Interruption';
  }
}

/** Aborts at the first SIGINT or SIGTERM, with an {@link Interruption}; a later one ends the process at once. */
export function interruptible(note: (line: string) => void): AbortSignal {
  const stop = new AbortController();
  let againFrom = Infinity;
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      const interruption = new Interruption(name);
      if (!stop.signal.aborted) {
        againFrom = performance.now() + SAME_REQUEST_MS;
        setTimeout(() => note('stopping; once more stops at once'), MOMENT_MS).unref();
        stop.abort(interruption);
      } else if (performance.now() >= againFrom) process.exit(interruption.exitCode);
    });
  }
  return stop.signal;
}
