import { isIP } from 'node:net';

/** One value that a program takes: from its flag, else from the environment, else its default. */
export interface Setting<Value = unknown> {
  /** Long flag and, if it has one, its letter: `['topic', 't']`. No flag: environment only. */
  readonly flag?: readonly [long: string, letter?: string];
  /** Names of environment variables, the preferred one first; two that are set must agree. */
  readonly env?: readonly string[];
  readonly help: string;
  /** What the value is called in the help, `NAME`; a switch has none. */
  readonly metavar?: string;
  readonly defaultText?: string;
  readonly many: boolean;
  /**
   * The value of the given texts (none: it was not given), or throws an Error that says what is allowed: {@link BadValues} where
   * only some of several texts are at fault.
   */
  readonly parse: (given: readonly string[], from: Origin) => Value;
}

/** Where a value was given: what people type has other conventions than what manifests set. */
export type Origin = 'flag' | 'variable';

export interface BadValue {
  readonly text: string;
  /** undefined where `text` says it already. */
  readonly given: string | undefined;
}

/** Which of several texts are not allowed, and why. */
export class BadValues extends Error {
  constructor(readonly faults: readonly BadValue[]) {
    super(faults.map(({ text }) => text).join('; '));
  }
}

type Names = Pick<Setting, 'flag' | 'env' | 'help'>;
const one = { many: false } as const;

/** A switch: true when the flag is given, or the variable is `true` or `1`. */
export const boolean = (names: Names): Setting<boolean> => ({
  ...names,
  ...one,
  parse: ([text]) => {
    const given = text?.trim();
    if (given === undefined || ['false', '0', ''].includes(given)) return false;
    if (['true', '1'].includes(given)) return true;
    throw new Error('must be true or false');
  },
});

interface Typed<Value> extends Names {
  readonly metavar: string;
  readonly default: Value;
}

/** Some text that `parse` turns into the value; without one, the default (undefined is one). */
export const parsed = <Value, Default = Value>(
  options: Typed<Default> & { readonly parse: (given: string, from: Origin) => Value },
): Setting<Value | Default> => ({
  ...options,
  ...one,
  ...(options.default === undefined ? {} : { defaultText: String(options.default) }),
  // Manifests and files end with line ends of their own.
  parse: ([given], from) =>
    given === undefined ? options.default : options.parse(from === 'variable' ? given.trim() : given, from),
});

/** Text that becomes part of a message: as it was given, with all its spaces, and empty too where it is typed. */
export const content = <Default = string>(options: Typed<Default>): Setting<string | Default> => ({
  ...parsed({ ...options, parse: (given) => given }),
  parse: ([given]) => given ?? options.default,
});

export const string = <Default = string>(options: Typed<Default>): Setting<string | Default> =>
  parsed({
    ...options,
    parse: (given) => {
      if (given.trim() === '') throw new Error('must not be empty');
      return given;
    },
  });

/** A whole number within bounds; digits may be grouped with `_` or `,`. */
export const integer = <Default = number>(
  options: Typed<Default> & { readonly min: number; readonly max?: number },
): Setting<number | Default> =>
  parsed({
    ...options,
    parse: (given) => {
      const value = /^-?\d[\d_,]*$/.test(given) ? Number(given.replaceAll(/[_,]/g, '')) : NaN;
      const { min, max = Number.MAX_SAFE_INTEGER } = options;
      if (Number.isSafeInteger(value) && value >= min && value <= max) return value;
      // Who gave one that is too large is told the largest; to all others it says nothing.
      const isBounded = options.max !== undefined || (/^\d[\d_,]*$/.test(given) && value > max);
      const range = isBounded ? `from ${min} to ${max}` : `of at least ${min}`;
      throw new Error(`must be a whole number ${range}`);
    },
  });

export const choice = <const Words extends readonly string[], Default extends Words[number] | undefined>(
  options: Typed<Default> & { readonly of: Words },
): Setting<Words[number] | Default> =>
  parsed({
    ...options,
    parse: (given) => {
      if (options.of.includes(given)) return given;
      throw new Error(`must be one of ${options.of.join(', ')}`);
    },
  });

const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;

const spanText = (ms: number): string => (ms >= 1000 && ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`);

/** What a time span is called in the help, which says once how it is written. */
export const SPAN = 'SPAN';

/**
 * A time span in milliseconds, written `250ms`, `10s`, `2m` or `1h`. A variable may leave out the unit, for its name ends in `_MS`; a
 * flag may not: who types `--duration 2` does not mean milliseconds.
 */
export const duration = <Default extends number | undefined = number>(
  options: Omit<Typed<Default>, 'metavar'> & { readonly min?: number },
): Setting<number | Default> => ({
  ...parsed({
    metavar: SPAN,
    ...options,
    parse: (given, from) => {
      const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(given);
      if (match && !match[2] && Number(given) !== 0 && from === 'flag')
        throw new Error(`must have a unit: ${given}s, ${given}m or ${given}ms`);
      const value = match ? Number(match[1]) * UNITS[(match[2] ?? 'ms') as keyof typeof UNITS] : NaN;
      if (value >= (options.min ?? 0)) return Math.round(value);
      throw new Error('must be a time span such as 250ms, 10s or 2m');
    },
  }),
  ...(options.default === undefined ? {} : { defaultText: spanText(options.default) }),
});

type Repeated<Value> = Omit<Typed<unknown>, 'default'> & { readonly parse: (given: string) => Value };

/** One value a flag, a comma and all; the flag may be repeated, a variable may have several lines. */
export const repeated = <Value>(options: Repeated<Value>): Setting<readonly Value[]> => ({
  ...options,
  many: true,
  parse: (given) => parseEach(given, options.parse),
});

function parseEach<Value>(texts: readonly string[], parse: (given: string) => Value): readonly Value[] {
  const faults: BadValue[] = [];
  const values = texts.flatMap((given) => {
    try {
      return [parse(given)];
    } catch (error) {
      faults.push({ text: (error as Error).message, given });
      return [];
    }
  });
  if (faults.length > 0) throw new BadValues(faults);
  return values;
}

/** Comma-separated or repeated: for values that cannot have a comma. */
export const list = <Value>(options: Repeated<Value>): Setting<readonly Value[]> => ({
  ...repeated(options),
  parse: (given) => {
    const parts = given.flatMap((text) => text.split(',')).map((part) => part.trim());
    return parseEach(
      parts.filter((part) => part !== ''),
      options.parse,
    );
  },
});

/** `host:port`. */
export function hostAndPort(given: string): string {
  const port = Number(/^(?:[\w.-]+|\[[\da-f:]+\]):(\d{1,5})$/i.exec(given)?.[1] ?? NaN);
  if (port >= 1 && port <= 65_535) return given;
  throw new Error('must be a list of host:port');
}

/** Of an interface to listen on. */
export function ipAddress(given: string): string {
  if (isIP(given) !== 0) return given;
  throw new Error('must be an IP address of this machine, such as 0.0.0.0 for all');
}

/** The addresses of some brokers of the cluster. */
export const brokers = list({
  flag: ['brokers', 'b'],
  env: ['KAFKA_BROKERS', 'BOOTSTRAP_SERVERS', 'KAFKA_BOOTSTRAP_SERVERS'],
  metavar: 'HOST:PORT,…',
  help: 'addresses of some brokers; by default those of the cluster in cluster.ts',
  parse: hostAndPort,
});
