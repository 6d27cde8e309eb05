import { parseArgs } from 'node:util';
import { nearest } from '../cluster/nearest';
import { BadValues, type Origin, type Setting } from './setting';
import { UsageError } from './usage-error';

export type Settings = Readonly<Record<string, Setting>>;
export type Values<S extends Settings> = {
  readonly [Name in keyof S]: S[Name] extends Setting<infer Value> ? Value : never;
};

export type Sources<S extends Settings> = { readonly [Name in keyof S]?: Pick<Source, 'name' | 'origin'> };

export interface Parsed<S extends Settings> {
  readonly values: Values<S>;
  readonly positionals: readonly string[];
  /** The settings that were given, and as what: `--topic`, `-t` or `TOPIC`. */
  readonly sources: Sources<S>;
  /** Environment variables that look like misspelt ones of ours. */
  readonly warnings: readonly string[];
}

/**
 * Flag over environment over default. Reads nothing else and touches nothing.
 * @throws {UsageError} with every fault at once
 */
export function parseSettings<S extends Settings>(
  settings: S,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Parsed<S> {
  const faults: string[] = [];
  const { flags, positionals } = readFlags(settings, args, faults);
  const sources: Record<string, Source> = {};
  const values = Object.entries(settings).map(([name, setting]) => {
    const source = flags.get(name) ?? fromEnvironment(setting, env, faults);
    if (source) sources[name] = source;
    const damaged = source?.texts.find((text) => text.includes('\ufffd'));
    if (damaged !== undefined) {
      faults.push(`${source!.name} must be UTF-8, but bytes that are none were given: "${damaged}"`);
      return [name, undefined];
    }
    try {
      return [name, setting.parse(source?.texts ?? [], source?.origin ?? 'flag')];
    } catch (error) {
      faults.push(...faultsIn(error as Error, source ?? { name, texts: [] }));
      return [name, undefined];
    }
  });
  if (faults.length > 0) throw new UsageError(faults);
  return {
    values: Object.fromEntries(values) as Values<S>,
    positionals,
    sources: sources,
    warnings: misspelt(settings, env),
  };
}

/** Each says what was given once. */
function faultsIn(error: Error, { name, texts }: Pick<Source, 'name' | 'texts'>): string[] {
  const faults = error instanceof BadValues ? error.faults : [{ text: error.message, given: texts.join(',') }];
  return faults.map(({ text, given }) => `${name} ${text}${given === undefined ? '' : `, but "${given}" was given`}`);
}

interface Source {
  readonly name: string;
  readonly origin: Origin;
  readonly texts: readonly string[];
}

function readFlags(settings: Settings, args: readonly string[], faults: string[]) {
  const byLong = new Map<string, readonly [name: string, setting: Setting]>();
  const options: Record<string, { type: 'string' | 'boolean'; short?: string }> = {};
  for (const [name, setting] of Object.entries(settings)) {
    const { flag, metavar } = setting;
    if (!flag) continue;
    const [long, letter] = flag;
    byLong.set(long, [name, setting]);
    options[long] = { type: metavar === undefined ? 'boolean' : 'string', ...(letter ? { short: letter } : {}) };
  }
  // What comes behind a flag with a value is that value, though it may begin with a dash: `-o -3`, as kcat and rpk take it.
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const flags = new Map<string, Source>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const known = byLong.get(token.name);
    if (!known) {
      const meant = nearest(token.name, byLong.keys());
      faults.push(
        `unknown option ${token.rawName}${meant === undefined ? ': see --help' : `: did you mean --${meant}?`}`,
      );
      continue;
    }
    const [name, setting] = known;
    if (setting.metavar !== undefined && token.value === undefined) {
      faults.push(`${token.rawName} needs a value: ${token.rawName} ${setting.metavar}`);
    } else if (setting.metavar === undefined && token.value !== undefined) {
      faults.push(`${token.rawName} takes no value, but "${token.value}" was given`);
    } else {
      const earlier = setting.many ? (flags.get(name)?.texts ?? []) : [];
      flags.set(name, { name: token.rawName, origin: 'flag', texts: [...earlier, token.value ?? 'true'] });
    }
  }
  return { flags, positionals };
}

function fromEnvironment(
  { env: names = [], many }: Setting,
  env: Readonly<Record<string, string | undefined>>,
  faults: string[],
) {
  const given = names.flatMap((name): Source[] => {
    const text = env[name];
    // An empty variable is how manifests and shells say "not set".
    if (text === undefined || text.trim() === '') return [];
    return [{ name, origin: 'variable', texts: many ? text.split('\n').filter((line) => line.trim() !== '') : [text] }];
  });
  const [first, ...others] = given;
  const different = others.find(({ texts }) => texts.join('\n').trim() !== first?.texts.join('\n').trim());
  if (first && different) faults.push(`${first.name} and ${different.name} mean the same, but differ: set one of them`);
  return first;
}

function misspelt(settings: Settings, env: Readonly<Record<string, string | undefined>>): string[] {
  const known = Object.values(settings).flatMap((setting) => setting.env ?? []);
  return Object.keys(env)
    .filter((name) => name.length >= 6 && !known.includes(name) && name !== 'KAFKA_HOME')
    .flatMap((name) => {
      const similar = known.filter(
        (other) => Math.abs(other.length - name.length) <= 1 && other.slice(0, 3) === name.slice(0, 3),
      );
      const meant = nearest(name, similar);
      return meant === undefined ? [] : [`environment variable ${name} is not known: did you mean ${meant}?`];
    });
}
