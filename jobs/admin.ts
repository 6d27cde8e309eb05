import '../lib/program/plain-errors';
import { createInterface } from 'node:readline';
import { clusters } from '../cluster';
import { MAX_BROKERS, MAX_PARTITIONS, ownMinInSync, selectCluster, topicNameFault } from '../lib/cluster';
import {
  createTopic,
  deleteTopic,
  describeTopic,
  listTopics,
  newTopicFaults,
  type Client,
  type NewTopic,
} from '../lib/kafka';
import {
  integer,
  repeated,
  runProgram,
  table,
  toggle,
  unexpectedWord,
  UsageError,
  word,
  type Run,
} from '../lib/program';
import { describe } from './describe';
import { connection, open } from './settings';

const COMMAND = 'npm run admin --';

const settings = {
  topic: word({
    flag: ['topic', 'n'],
    env: ['TOPIC'],
    metavar: 'NAME',
    default: undefined,
    help: 'the topic, if it is not the second word',
  }),
  partitions: integer({
    flag: ['partitions', 'p'],
    env: ['PARTITIONS'],
    metavar: 'N',
    min: 1,
    max: MAX_PARTITIONS,
    default: 3,
    help: 'of a new topic',
  }),
  replication: integer({
    flag: ['replication', 'r'],
    env: ['REPLICATION_FACTOR'],
    metavar: 'N',
    min: 1,
    max: MAX_BROKERS,
    default: undefined,
    help: 'copies of each partition; by default as in cluster.ts',
  }),
  config: repeated({ flag: ['config', 'c'], metavar: 'NAME=VALUE', help: 'property of a new topic', parse: property }),
  yes: toggle({ flag: ['yes', 'y'], help: 'delete without asking' }),
  all: toggle({ flag: ['all'], help: "list Kafka's own topics too" }),
  json: toggle({ flag: ['json'], help: 'print JSON' }),
  ...connection,
};

function property(given: string): readonly [string, string] {
  const at = given.indexOf('=');
  if (at < 1) throw new Error('must be NAME=VALUE');
  return [given.slice(0, at), given.slice(at + 1)];
}

type Values = Run<typeof settings>['values'];

interface Verb {
  /** The flags that are its own, beside those of the connection. */
  readonly flags: readonly (keyof typeof settings)[];
  /** What is wrong whatever the cluster is. @default - nothing */
  readonly faults?: (topic: string, values: Values) => readonly string[];
  readonly run: (client: Client, topic: string, values: Values, signal: AbortSignal) => Promise<void>;
}

const print = (text: string) => process.stdout.write(`${text}\n`);
const topicFaults = (topic: string) => [topicNameFault(topic)].filter((fault) => fault !== undefined);

const verbs: Readonly<Record<string, Verb>> = {
  create: {
    flags: ['topic', 'partitions', 'replication', 'config'],
    faults: (topic, values) => newTopicFaults(newTopic(topic, values)),
    async run(client, topic, values, signal) {
      await createTopic(client, newTopic(topic, values), { signal });
      print(`created ${topic}`);
    },
  },
  delete: {
    flags: ['topic', 'yes'],
    faults: topicFaults,
    async run(client, topic, _, signal) {
      await deleteTopic(client, topic, { signal });
      print(`deleted ${topic}`);
    },
  },
  describe: {
    flags: ['topic', 'json'],
    faults: topicFaults,
    async run(client, topic, { json }, signal) {
      const details = await describeTopic(client, topic, { signal });
      print(json ? JSON.stringify(details) : describe(details));
    },
  },
  list: {
    flags: ['all', 'json'],
    async run(client, _, { all, json }, signal) {
      const topics = (await listTopics(client, { signal })).filter(({ internal }) => all || !internal);
      const rows = topics.map(({ name, partitions, replicationFactor }) => [name, partitions, replicationFactor]);
      print(json ? JSON.stringify(topics) : table(['TOPIC', 'PARTITIONS', 'REPLICATION-FACTOR'], rows));
    },
  },
};

function newTopic(name: string, { partitions, replication, config, cluster }: Values): NewTopic {
  const usual = selectCluster(clusters, cluster).replication;
  const replicationFactor = replication ?? usual.factor;
  const own = ownMinInSync(replicationFactor, usual.minInSync);
  return { name, partitions, replicationFactor, config: { ...own, ...Object.fromEntries(config) } };
}

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
