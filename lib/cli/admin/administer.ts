import { command } from '../../package';
import { nearest } from '../../cluster/nearest';
import { runProgram, unexpectedWord, UsageError, type Run } from '../../cli-kit';
import { open } from '../client/open';
import { connection } from '../client/settings';
import { confirm } from './confirm';
import { settings, type Values } from './settings';
import { OPERANDS, type Verb } from './verb';

type Settings = typeof settings;

export interface Administration {
  /** Such as `topics`. */
  readonly verb: string;
  readonly summary: string;
  readonly examples: readonly string[];
  /** What it can do, by the first word. */
  readonly words: Readonly<Record<string, Verb>>;
  /** What it does without a word. @default - nothing: a word is needed */
  readonly usual?: string;
}

/** Runs a command whose first word says what to do, as one of `words`, and whose other words say with what. */
export function administer(administration: Administration): Promise<void> {
  const { verb, summary, examples, words } = administration;
  return runProgram({
    verb,
    operands: `${Object.keys(words).join('|')} [NAME…]`,
    summary,
    examples,
    settings: settingsOf(words),
    main: (run) => main(run, administration),
  });
}

/** Each verb reads the flags that it names, and no others: those of verbs that are not here are never looked at. */
function settingsOf(verbs: Readonly<Record<string, Verb>>): Settings {
  const used = new Set<string>([...Object.values(verbs).flatMap(({ flags }) => flags), ...Object.keys(connection)]);
  return Object.fromEntries(Object.entries(settings).filter(([name]) => used.has(name))) as Settings;
}

/** As other programs call it. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  add: 'create',
  get: 'list',
  ls: 'list',
  new: 'create',
  remove: 'delete',
  rm: 'delete',
  set: 'alter',
  show: 'describe',
  update: 'alter',
};

function meantBy(word: string, words: readonly string[]): string {
  const meant = (Object.hasOwn(ELSEWHERE, word) ? ELSEWHERE[word] : undefined) ?? nearest(word, words);
  return meant !== undefined && words.includes(meant) ? `: did you mean ${meant}?` : '';
}

async function main(run: Run<Settings>, administration: Administration): Promise<number> {
  const { verb: name, words: verbs, usual = '' } = administration;
  const { values, positionals, signal, note } = run;
  const [word = usual, ...words] = positionals;
  const verb = Object.hasOwn(verbs, word) ? verbs[word] : undefined;
  if (!verb) {
    throw new UsageError([
      `the first word must be one of ${Object.keys(verbs).join(', ')}, but "${word}" was given${meantBy(word, Object.keys(verbs))}`,
      ...words.slice(1).map((extra) => unexpectedWord(extra, name)),
    ]);
  }
  const { min, max, is } = OPERANDS[verb.operands];
  const isNamed = verb.flags.includes('topic') && is === 'topic' && values.topic !== undefined;
  const operands = isNamed && words.length === 0 ? [values.topic] : words.slice(0, max);
  const faults = [
    ...unused(verb, run).map((name) => `${name} does nothing here: ${word} does not use it`),
    ...tooMany(word, verb, words, name),
    ...(isNamed && (operands.length > 1 || operands[0] !== values.topic)
      ? [`the topic is "${operands.join(', ')}" by the words, but "${values.topic}" by -n or TOPIC: name one`]
      : []),
    ...(operands.length < min ? [needs(word, is, values)] : (verb.faults?.(operands, values, word) ?? [])),
    ...operands.flatMap((name, index) => (operands.indexOf(name) < index ? [`${is} "${name}" is named twice`] : [])),
  ];
  if (faults.length > 0) throw new UsageError(faults);
  const loss = values.yes ? undefined : verb.loses?.(operands, values);
  const typed = command(name, [word, ...operands, ...meaning(verb, values), '--yes'].join(' '));
  if (loss && !verb.keepsAll) await confirm(loss, word, typed, signal);
  const { client } = await open('admin', run);
  const options = { deadlineMs: values.deadline, signal };
  try {
    if (loss && verb.keepsAll && !(await verb.keepsAll(client, operands, values, options)))
      await confirm(loss, word, typed, signal);
    await verb.run(client, operands, values, options, note);
  } finally {
    await client.close();
  }
  return 0;
}

const unused = (verb: Verb, { sources }: Run<Settings>): readonly string[] =>
  Object.entries(sources)
    .filter(
      ([name, { origin }]) =>
        origin === 'flag' && !(name in connection) && !verb.flags.includes(name as keyof Settings),
    )
    .map(([, { name }]) => name);

/** Whoever names two topics of one does not need to be told of npm. */
function tooMany(word: string, { operands }: Verb, words: readonly string[], name: string): readonly string[] {
  const { max, is } = OPERANDS[operands];
  if (words.length <= max) return [];
  return max === 0
    ? words.map((extra) => unexpectedWord(extra, name))
    : [`${word} takes one ${is} at a time, but ${words.join(', ')} were given`];
}

/** `--name` is the cluster's, as with every command. */
const needs = (word: string, what: string, { name }: Values): string =>
  `${word} needs a ${what}: ${word} ${name === undefined ? (what === 'topic' ? 'NAME' : what.toUpperCase()) : `${name} (--name is the name of the cluster)`}`;

/** The flags without which the command would be another one. */
const meaning = ({ flags }: Verb, { to, unclean, config, reset, partitions }: Values): readonly string[] => [
  ...(to === undefined ? [] : ['--to', to]),
  ...(unclean ? ['--unclean'] : []),
  // Of flags that a verb does not name, some are not there, and others are set by a variable for other verbs.
  ...(flags.includes('config') ? config.flatMap((entry) => ['-c', entry.join('=')]) : []),
  ...(flags.includes('reset') && reset.length > 0 ? ['--reset', reset.join(',')] : []),
  ...(flags.includes('partitions') && partitions !== undefined ? ['-p', String(partitions)] : []),
];
