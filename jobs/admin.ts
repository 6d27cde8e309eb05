import '../lib/program/plain-errors';
import { createInterface } from 'node:readline';
import { runProgram, unexpectedWord, UsageError, type Run } from '../lib/program';
import { settings, type Values } from './admin/settings';
import { topicVerbs as verbs } from './admin/topics';
import { connection, open } from './settings';

const COMMAND = 'npm run admin --';

async function main(run: Run<typeof settings>): Promise<number> {
  const { values, positionals, sources, signal } = run;
  const [word = '', ...operands] = positionals;
  const verb = Object.hasOwn(verbs, word) ? verbs[word] : undefined;
  const operand = word === 'list' ? undefined : operands[0];
  const more = operands.slice(operand === undefined ? 0 : 1);
  const topic = operand ?? values.topic ?? '';
  const unused = Object.entries(sources).filter(
    ([name, { origin }]) =>
      origin === 'flag' && !(name in connection) && !verb?.flags.includes(name as keyof typeof settings),
  );
  const faults = [
    ...(verb
      ? unused.map(([, { name }]) => `${name} does nothing here: ${word} does not use it`)
      : [`the first word must be one of ${Object.keys(verbs).join(', ')}, but "${word}" was given`]),
    ...more.map((extra) => unexpectedWord(extra, COMMAND)),
    ...(operand !== undefined && values.topic !== undefined && operand !== values.topic
      ? [`the topic is "${operand}" by the second word, but "${values.topic}" by -n or TOPIC: name one`]
      : []),
    ...(verb?.flags.includes('topic') && topic === ''
      ? [needsTopic(word, values)]
      : (verb?.faults?.(topic, values) ?? [])),
    ...values.config.flatMap(([name], index) =>
      values.config.findIndex(([other]) => other === name) < index ? [`property ${name} is given twice`] : [],
    ),
  ];
  if (!verb || faults.length > 0) throw new UsageError(faults);
  if (word === 'delete' && !values.yes) await confirm(topic, signal);
  const { client } = await open('admin', run);
  try {
    await verb.run(client, topic, values, signal);
  } finally {
    await client.close();
  }
  return 0;
}

/** `--name` is the cluster's, as with every command. */
const needsTopic = (word: string, { name }: Values): string =>
  `${word} needs a topic: ${word} ${name === undefined ? 'NAME' : `${name} (--name is the name of the cluster)`}`;

async function confirm(name: string, signal: AbortSignal): Promise<void> {
  if (!process.stdin.isTTY)
    throw new UsageError([
      `delete removes all messages of ${name}: say ${COMMAND} delete ${name} --yes where nobody can be asked`,
    ]);
  const answer = await ask(`delete topic ${name} and all its messages? [y/N] `, signal);
  if (!/^y(es)?$/i.test(answer.trim())) throw new UsageError(['nothing deleted']);
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
  command: COMMAND,
  operands: `${Object.keys(verbs).join('|')} [NAME]`,
  summary: 'Creates, deletes, lists and describes topics.',
  examples: [
    'npm run admin -- create orders -p 6 -r 3',
    'npm run admin -- describe orders',
    'npm run admin -- delete orders',
  ],
  settings,
  main,
});
