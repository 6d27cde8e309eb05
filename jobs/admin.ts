import { createInterface } from 'node:readline/promises';
import { clusters } from '../cluster';
import { MAX_BROKERS, MAX_PARTITIONS, selectCluster } from '../lib/cluster';
import { createTopic, deleteTopic, describeTopic, listTopics, type Client } from '../lib/kafka';
import { integer, repeated, runProgram, table, toggle, UsageError, word, type Run } from '../lib/program';
import { describe } from './describe';
import { connection, open } from './settings';

const settings = {
  name: word({ flag: ['name', 'n'], env: ['TOPIC'], metavar: 'NAME', default: undefined, help: 'the topic' }),
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
type Verb = (client: Client, name: string, values: Values) => Promise<void>;

const print = (text: string) => process.stdout.write(`${text}\n`);

const verbs: Readonly<Record<string, Verb>> = {
  async create(client, name, { partitions, replication, config, cluster }) {
    const replicationFactor = replication ?? selectCluster(clusters, cluster).replication.factor;
    await createTopic(client, { name, partitions, replicationFactor, config: Object.fromEntries(config) });
    print(`created ${name}`);
  },
  async delete(client, name) {
    await deleteTopic(client, name);
    print(`deleted ${name}`);
  },
  async describe(client, name, { json }) {
    const details = await describeTopic(client, name);
    print(json ? JSON.stringify(details) : describe(details));
  },
  async list(client, _, { json }) {
    const topics = await listTopics(client);
    const rows = topics.map(({ name, partitions, replicationFactor }) => [name, partitions, replicationFactor]);
    print(json ? JSON.stringify(topics) : table(['TOPIC', 'PARTITIONS', 'FACTOR'], rows));
  },
};

async function main({ values, positionals: [word = '', ...more], signal }: Run<typeof settings>): Promise<number> {
  const verb = Object.hasOwn(verbs, word) ? verbs[word] : undefined;
  const faults = [
    ...(verb ? [] : [`the first word must be one of ${Object.keys(verbs).join(', ')}, but "${word}" was given`]),
    ...more.map((extra) => `unexpected word "${extra}": see --help`),
    ...(verb && word !== 'list' && values.name === undefined ? [`${word} needs a topic: ${word} -n NAME`] : []),
  ];
  if (!verb || faults.length > 0) throw new UsageError(faults);
  const name = values.name ?? '';
  if (word === 'delete' && !values.yes) await confirm(name, signal);
  const { client } = await open('admin', values, signal);
  try {
    await verb(client, name, values);
  } finally {
    await client.close();
  }
  return 0;
}

async function confirm(name: string, signal: AbortSignal): Promise<void> {
  if (!process.stdin.isTTY)
    throw new UsageError([`delete removes all messages of ${name}: say --yes where nobody can be asked`]);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`delete topic ${name} and all its messages? [y/N] `, { signal });
    if (!/^y(es)?$/i.test(answer.trim())) throw new UsageError(['nothing deleted']);
  } finally {
    terminal.close();
  }
}

void runProgram({
  command: 'npm run admin --',
  operands: Object.keys(verbs).join('|'),
  summary: 'Creates, deletes, lists and describes topics.',
  examples: [
    'npm run admin -- create -n orders -p 6 -r 3',
    'npm run admin -- describe -n orders',
    'npm run admin -- delete -n orders',
  ],
  settings,
  main,
});
