import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { command } from '../package';
import type { Settings } from './parse-settings';

type Environment = Readonly<Record<string, string | undefined>>;

/** What npm takes these letters for. */
const LETTERS: Readonly<Record<string, string>> = { c: 'call', f: 'force', g: 'global', m: 'message', p: 'parseable' };

/** Containers set it for good, so that it says nothing of this command; where it is missed, the program asks. */
const IGNORED = ['yes'];

/**
 * npm keeps the flags that stand before `--` for itself, also those that it does not know, and leaves them in the environment only.
 * @returns what to type instead, or undefined when npm has kept nothing of ours
 */
export function meantForUs(
  settings: Settings,
  verb: string,
  words: readonly string[],
  env: Environment,
): string | undefined {
  const kept = Object.values(settings).flatMap(({ flag, metavar }) => {
    if (!flag || IGNORED.includes(flag[0])) return [];
    const [long, letter] = flag;
    const spelt = [
      { typed: `--${long}`, name: long },
      ...(letter ? [letter, LETTERS[letter]].map((name) => ({ typed: `-${letter}`, name })) : []),
    ].find(({ name }) => name !== undefined && isTyped(name, env));
    return spelt?.name === undefined ? [] : [{ ...spelt, metavar, value: env[variable(spelt.name)]! }];
  });
  if (kept.length === 0) return undefined;
  const bare = kept.filter(({ metavar, value }) => metavar !== undefined && value === 'true');
  // npm leaves the value of a flag that it does not know as a word: of several, nobody can tell whose they are.
  const value = bare.length === 1 ? words.at(-1) : undefined;
  const rest = bare.length === 0 ? words : value !== undefined ? words.slice(0, -1) : words.length > 0 ? ['…'] : [];
  const flags = kept.map((flag) => {
    if (flag.metavar === undefined) return flag.typed;
    return `${flag.typed} ${flag.value === 'true' ? (value ?? flag.metavar) : flag.value}`;
  });
  return command(verb, [...rest, ...flags].join(' '));
}

/** Whether npm runs this very program, and not one that has started it, such as a test. */
export const isRunByNpm = (env: Environment, program = process.argv[1] ?? ''): boolean =>
  env.npm_lifecycle_script !== undefined &&
  env.npm_lifecycle_script.split(' ').some((word) => /\w\/\w/.test(word) && program.endsWith(`/${word}`));

const variable = (name: string): string => `npm_config_${name.toLowerCase().replaceAll('-', '_')}`;

/** In the environment, and not because of a file or variable that configures npm. */
function isTyped(name: string, env: Environment): boolean {
  const value = env[variable(name)];
  if (value === undefined || value === '' || env[variable(name).toUpperCase()] !== undefined) return false;
  const files = [
    env.npm_config_userconfig,
    env.npm_config_globalconfig,
    join(env.npm_config_local_prefix ?? '.', '.npmrc'),
  ];
  return !files.some((file) => file !== undefined && new RegExp(`^\\s*${name}\\s*=`, 'm').test(textOf(file)));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
