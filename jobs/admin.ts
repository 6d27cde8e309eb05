import { createInterface } from 'node:readline';
import { clusters } from '../cluster';
import { MAX_BROKERS, MAX_PARTITIONS, ownMinInSync, selectCluster } from '../lib/cluster';
import { createTopic, deleteTopic, describeTopic, listTopics, type Client } from '../lib/kafka';
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
  name: word({
    flag: ['name', 'n'],
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
  json: toggle({ flag: ['json'], help: 'print JSON' }),
  ...connection,
};

function property(given: string): readonly [string, string] {
  const at = given.indexOf('=');
  if (at < 1) throw new Error('must be NAME=VALUE');
  return [given.slice(0, at), given.slice(at + 1)];
}

type Values = Run<typeof settings>['values'];
type Verb = (client: Client, name: string, values: Values, signal: AbortSignal) => Promise<void>;

const print = (text: string) => process.stdout.write(`${text}\n`);

const verbs: Readonly<Record<string, Verb>> = {
  async create(client, name, { partitions, replication, config, cluster }, signal) {
    const usual = selectCluster(clusters, cluster).replication;
    const replicationFactor = replication ?? usual.factor;
    const own = ownMinInSync(replicationFactor, usual.minInSync);
    const topic = { name, partitions, replicationFactor, config: { ...own, ...Object.fromEntries(config) } };
    await createTopic(client, topic, { signal });
    print(`created ${name}`);
  },
  async delete(client, name, _, signal) {
    await deleteTopic(client, name, { signal });
    print(`deleted ${name}`);
  },
  async describe(client, name, { json }, signal) {
    const details = await describeTopic(client, name, { signal });
    print(json ? JSON.stringify(details) : describe(details));
  },
  async list(client, _, { json }, signal) {
    const topics = await listTopics(client, { signal });
    const rows = topics.map(({ name, partitions, replicationFactor }) => [name, partitions, replicationFactor]);
    print(json ? JSON.stringify(topics) : table(['TOPIC', 'PARTITIONS', 'REPLICATION-FACTOR'], rows));
  },
};

async function main({ values, positionals, signal }: Run<typeof settings>): Promise<number> {
  const [word = '', ...operands] = positionals;
  const verb = Object.hasOwn(verbs, word) ? verbs[word] : undefined;
  const operand = word === 'list' ? undefined : operands[0];
  const more = operands.slice(operand === undefined ? 0 : 1);
  const name = operand ?? values.name ?? '';
  const faults = [
    ...(verb ? [] : [`the first word must be one of ${Object.keys(verbs).join(', ')}, but "${word}" was given`]),
    ...more.map((extra) => unexpectedWord(extra, COMMAND)),
    ...(verb && word !== 'list' && name === '' ? [`${word} needs a topic: ${word} NAME`] : []),
    ...(operand !== undefined && values.name !== undefined && operand !== values.name
      ? [`the topic is "${operand}" by the second word, but "${values.name}" by -n or TOPIC: name one`]
      : []),
  ];
  if (!verb || faults.length > 0) throw new UsageError(faults);
  if (word === 'delete' && !values.yes) await confirm(name, signal);
  const { client } = await open('admin', values, signal);
  try {
    await verb(client, name, values, signal);
  } finally {
    await client.close();
  }
  return 0;
}

async function confirm(name: string, signal: AbortSignal): Promise<void> {
  if (!process.stdin.isTTY)
    throw new UsageError([`delete removes all messages of ${name}: say --yes where nobody can be asked`]);
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
