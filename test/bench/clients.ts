import { connect } from '../../lib/kafka';
import { runProgram, toggle, type Run } from '../../lib/program';
import { startCluster } from '../support/local-cluster';
import { ClientsBench } from './clients/bench';
import type { Row } from './measure';
import { thirtyMessages } from './messages';
import { printRows } from './print-rows';

const settings = {
  quick: toggle({
    flag: ['quick'],
    help: 'a tenth of the messages and one round: to see that it runs, not for figures',
  }),
};

async function main({ values, note }: Run<typeof settings>): Promise<number> {
  const { rounds, scale } = values.quick ? { rounds: 1, scale: 0.1 } : { rounds: 5, scale: 1 };
  const small = { messages: 1_000_000 * scale, bytes: 100 };
  const large = { messages: 200_000 * scale, bytes: 1024 };
  const local = await startCluster();
  try {
    const client = await connect({ brokers: local.bootstrap });
    const bench = new ClientsBench(client, local.bootstrap, rounds);
    const parts: Readonly<Record<string, () => Promise<Row[]>>> = {
      'small messages': () => bench.produce(small, 'none'),
      'large messages': () => bench.produce(large, 'none'),
      'small messages beside kafkajs': () => bench.produceBesideKafkaJs(small),
      'large messages beside kafkajs': () => bench.produceBesideKafkaJs(large),
      'small messages, zstd': () => bench.produce(small, 'zstd'),
      'large messages, zstd': () => bench.produce(large, 'zstd'),
      latency: () => bench.latency({ messages: 300_000 * scale, bytes: 100 }, 20_000),
      'consuming small messages': () => bench.consume(small),
      'consuming large messages': () => bench.consume(large),
      '30 messages': () => thirtyMessages(local.bootstrap, { rounds, bar: 0.15 }),
    };
    const rows: Row[] = [];
    for (const [name, part] of Object.entries(parts)) {
      note(`measuring ${name} …`);
      rows.push(...(await part()));
    }
    await client.close();
    printRows(rows);
    return 0;
  } finally {
    await local.stop();
  }
}

void runProgram({
  command: 'npm run bench:clients --',
  summary: 'Measures the clients against Kafka’s own tools and plain kafkajs, on a cluster of its own.',
  examples: ['npm run bench:clients', 'npm run bench:clients -- --quick'],
  settings,
  main,
});
