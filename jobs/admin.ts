import { createInterface } from 'node:readline';
import { command } from '../lib/package';
import { runProgram, unexpectedWord, UsageError, type Run } from '../lib/program';
import { groupVerbs } from './admin/groups';
import { messageVerbs } from './admin/messages';
import { replicaVerbs } from './admin/replicas';
import { settings, type Values } from './admin/settings';
import { topicVerbs } from './admin/topics';
import { OPERANDS, type Loss, type Verb } from './admin/verb';
import { connection, open } from './settings';

const VERB = 'admin';

const verbs: Readonly<Record<string, Verb>> = { ...topicVerbs, ...replicaVerbs, ...groupVerbs, ...messageVerbs };

async function main(run: Run<typeof settings>): Promise<number> {
  const { values, positionals, signal } = run;
  const [word = '', ...words] = positionals;
  const verb = Object.hasOwn(verbs, word) ? verbs[word] : undefined;
  const { min, max, is } = OPERANDS[verb?.operands ?? 'none'];
  const isTopic = verb?.operands === 'topic';
  const operands = isTopic && words.length === 0 && values.topic !== undefined ? [values.topic] : words.slice(0, max);
  const faults = [
    ...(verb
      ? unused(verb, run).map((name) => `${name} does nothing here: ${word} does not use it`)
      : [`the first word must be one of ${Object.keys(verbs).join(', ')}, but "${word}" was given`]),
    ...(verb ? words.slice(max) : words.slice(1)).map((extra) => unexpectedWord(extra, VERB)),
    ...(isTopic && values.topic !== undefined && operands[0] !== values.topic
      ? [`the topic is "${operands[0]!}" by the second word, but "${values.topic}" by -n or TOPIC: name one`]
      : []),
    ...(operands.length < min ? [needs(word, is, values)] : (verb?.faults?.(operands, values) ?? [])),
    ...values.config.flatMap(([name], index) =>
      values.config.findIndex(([other]) => other === name) < index ? [`property ${name} is given twice`] : [],
    ),
  ];
  if (!verb || faults.length > 0) throw new UsageError(faults);
  const loss = verb.loses?.(operands, values);
  if (loss && !values.yes) await confirm(loss, word, [...operands, ...meaning(values)], signal);
  const { client } = await open('admin', run);
  try {
    await verb.run(client, operands, values, { deadlineMs: values.deadline, signal });
  } finally {
    await client.close();
  }
  return 0;
}

const unused = (verb: Verb, { sources }: Run<typeof settings>): readonly string[] =>
  Object.entries(sources)
    .filter(
      ([name, { origin }]) =>
        origin === 'flag' && !(name in connection) && !verb.flags.includes(name as keyof typeof settings),
    )
    .map(([, { name }]) => name);

/** `--name` is the cluster's, as with every command. */
const needs = (word: string, what: string, { name }: Values): string =>
  `${word} needs a ${what}: ${word} ${name === undefined ? (what === 'topic' ? 'NAME' : what.toUpperCase()) : `${name} (--name is the name of the cluster)`}`;

/** The flags without which the command would be another one. */
const meaning = ({ to, unclean }: Values): readonly string[] => [
  ...(to === undefined ? [] : ['--to', to]),
  ...(unclean ? ['--unclean'] : []),
];

async function confirm(
  { deed, what, undone }: Loss,
  verb: string,
  words: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  if (!process.stdin.isTTY) {
    const typed = command(VERB, [verb, ...words, '--yes'].join(' '));
    throw new UsageError([`${verb} removes ${what}: say ${typed} where nobody can be asked`]);
  }
  const answer = await ask(`${deed}? [y/N] `, signal);
  if (!/^y(es)?$/i.test(answer.trim())) throw new UsageError([undone]);
}

/** Empty at Ctrl-D. */
async function ask(question: string, signal: AbortSignal): Promise<string> {
  process.stderr.write(question);
  // In raw mode, Ctrl-C would be a character and no signal.
  for await (const line of createInterface({ input: process.stdin, terminal: false, signal })) return line;
  signal.throwIfAborted();
  return '';
}

void runProgram({
  verb: VERB,
  operands: `${Object.keys(verbs).join('|')} [NAME…]`,
  summary: 'Administers topics, replicas and their leaders, messages, and what groups have committed.',
  examples: [
    'create orders -p 6 -r 3',
    'describe orders',
    'alter orders -c retention.ms=86400000',
    'reassign --to 1,2,3 --dry-run',
    'elect',
    'groups billing',
    'reset-offsets billing --topic orders --to @-1h',
    'delete-records orders --to @2026-01-01',
    'delete orders',
  ],
  settings,
  main,
});
