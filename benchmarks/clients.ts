import path from 'node:path';
import { connect } from '../lib/kafka';
import { runProgram, boolean, string, type Run } from '../lib/cli-kit';
import { startCluster } from '../test/support/local-cluster';
import { choose } from '../test/support/choose';
import { ClientsBench, type Size } from './clients/bench';
import { checkout, kafkasTools } from './clients/rivals';
import type { Row } from './measure';
import { thirtyMessages } from './messages';
import { printRows } from './print-rows';

const FULL = { rounds: 5, share: 1 };
const QUICK = { rounds: 1, share: 0.1 };

const settings = {
  quick: boolean({
    flag: ['quick'],
    help: 'a tenth of the messages and one round: to see that it runs, not for figures',
  }),
  beside: string({
    flag: ['beside'],
    metavar: 'FOLDER',
    help: 'measure against these clients in another checkout of this repository instead: as they were, say',
    default: undefined,
  }),
};

const SMALL: Size = { messages: 1_000_000, bytes: 100 };
const LARGE: Size = { messages: 200_000, bytes: 1024 };
const STEADY: Size = { messages: 300_000, bytes: 100 };

const times = ({ messages, bytes }: Size, share: number): Size => ({ messages: messages * share, bytes });

/** Each gives rows; of the messages, `share` are sent. */
type Parts = Readonly<Record<string, (bench: ClientsBench, share: number) => Promise<Row[]>>>;

const againstRival: Parts = {
  produce: (bench, share) => smallAndLarge(share, (size) => bench.produce(size, 'none')),
  zstd: (bench, share) => smallAndLarge(share, (size) => bench.produce(size, 'zstd')),
  latency: (bench, share) => bench.latency(times(STEADY, share), 20_000),
  consume: (bench, share) => smallAndLarge(share, (size) => bench.consume(size)),
};

const all: Parts = {
  ...againstRival,
  'produce-kafkajs': (bench, share) => smallAndLarge(share, (size) => bench.produceBesideKafkaJs(size)),
  facade: (bench, share) => smallAndLarge(share, (size) => bench.facade(size)),
  few: ({ brokers, rounds }) => thirtyMessages(brokers, { rounds, bar: 0.15 }),
};

async function smallAndLarge(share: number, part: (size: Size) => Promise<Row[]>): Promise<Row[]> {
  return [...(await part(times(SMALL, share))), ...(await part(times(LARGE, share)))];
}

async function main({ values, positionals, note }: Run<typeof settings>): Promise<number> {
  const { beside } = values;
  const chosen = choose('part', beside === undefined ? all : againstRival, positionals);
  const { rounds, share } = values.quick ? QUICK : FULL;
  const local = await startCluster();
  try {
    const client = await connect({ brokers: local.bootstrap });
    const bench = new ClientsBench(
      client,
      local.bootstrap,
      rounds,
      beside === undefined ? kafkasTools : checkout(path.resolve(beside)),
    );
    const rows: Row[] = [];
    for (const [name, part] of chosen) {
      note(`measuring ${name} …`);
      rows.push(...(await part(bench, share)));
    }
    await client.close();
    printRows(rows);
    return 0;
  } finally {
    await local.stop();
  }
}

void runProgram({
  verb: 'bench:clients',
  operands: '[PART…]',
  summary: 'Measures the clients against Kafka’s own tools and plain kafkajs, on a cluster of its own.',
  examples: ['', 'latency few', '--beside ../before consume'],
  settings,
  main,
});
