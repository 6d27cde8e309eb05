import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { connect, createProducer, type Message, type ProducerOptions } from '../../lib/kafka';

/** What is handed over until the buffer is full, by name. */
const SHAPES = {
  'values of 1 KiB': (i: number) => ({ value: Buffer.alloc(1024, i) }),
  'values of 1 MB': (i: number) => ({ value: Buffer.alloc(1_000_000, i) }),
  'empty messages': () => ({ value: '' }),
  'headers of 100 kB': (i: number) => ({ value: 'x', headers: { large: Buffer.alloc(100_000, i) } }),
  'text of three bytes a character': (i: number) => ({ value: `${i}${'値'.repeat(300)}` }),
} as const satisfies Readonly<Record<string, (i: number) => Omit<Message, 'topic'>>>;

export interface Fill {
  readonly address: string;
  readonly shape: keyof typeof SHAPES;
  readonly partitions: number;
  readonly way: 'send' | 'enqueue';
  readonly bufferBytes: number;
  readonly compression: NonNullable<ProducerOptions['compression']>;
}

export interface Filled {
  readonly pending: number;
  /** What the process has grown by, bytes. */
  readonly residentBytes: number;
}

/** Fills the buffer of a producer whose broker answers once and never again. */
async function main({ address, shape, partitions, way, bufferBytes, compression }: Fill): Promise<void> {
  const client = await connect({ brokers: [address] });
  const producer = await createProducer(client, { bufferBytes, compression, deliveryTimeoutMs: 600_000 });
  let count = 0;
  const next = () => ({ topic: 't', partition: count % partitions, ...SHAPES[shape](count++) });
  await producer.send(next());
  const before = residentBytes();
  for (let isFull = false; !isFull;) {
    const { pending } = producer;
    const full = way === 'send' ? void producer.send(next()) : producer.enqueue(next(), () => count);
    isFull = full !== undefined || producer.pending === pending;
    // Meanwhile batches are compressed and sent.
    if (count % 100 === 0) await delay(0);
  }
  await delay(500);
  const filled: Filled = { pending: producer.pending, residentBytes: residentBytes() - before };
  process.stdout.write(JSON.stringify(filled));
  process.exit(0);
}

/** Without what nobody refers to any more. */
function residentBytes(): number {
  setFlagsFromString('--expose_gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().rss;
}

void main(JSON.parse(process.argv[2]!) as Fill);
