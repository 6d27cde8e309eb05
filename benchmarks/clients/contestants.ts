import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { toolCommand } from '../tool-command';
import { root } from '../measure';
import { measured } from './measured';
import { BATCH_BYTES, BUFFER_BYTES, LINGER_MS, type Outcome, type Workload } from './workload';

/** What a contestant did, and what it cost. */
export type Result = Outcome & {
  readonly cpuMs: number;
  /** Resident. @default - not measured */
  readonly peakBytes?: number;
};
export type Contestant = (workload: Workload) => Promise<Result>;

const PEAK_MEMORY = path.join(__dirname, 'programs/peak-memory.js');

type Program = 'produce' | 'produce-kafkajs' | 'consume' | 'consume-kafkajs';

/**
 * @param checkout folder of a checkout of this repository, whose program and clients are run
 * @param preloaded what of it is loaded before the program
 */
export const programOf =
  (checkout: string, name: Program, preloaded = './register.js'): Contestant =>
  async (workload) => {
    const file = path.join(checkout, 'benchmarks/clients/programs', `${name}.ts`);
    const args = ['-r', PEAK_MEMORY, '-r', preloaded, file, JSON.stringify(workload)];
    const { stdout, stderr, cpuMs } = await measured({ file: process.execPath, args }, checkout);
    const peakBytes = Number(/^peak memory (\d+)$/m.exec(stderr)?.[1]);
    return { ...(JSON.parse(stdout) as Outcome), cpuMs, peakBytes };
  };

export const produce = programOf(root, 'produce');
export const consume = programOf(root, 'consume');

/** Programs written for kafkajs, on kafkajs. */
export const onKafkaJs = {
  produce: programOf(root, 'produce-kafkajs'),
  consume: programOf(root, 'consume-kafkajs'),
};

/** The same programs on these clients, not a line of them changed. */
export const onFacade = {
  produce: programOf(root, 'produce-kafkajs', './kafkajs-register.js'),
  consume: programOf(root, 'consume-kafkajs', './kafkajs-register.js'),
};

/** kafka-producer-perf-test */
export const produceWithTool: Contestant = async ({
  brokers,
  topic,
  messages,
  payloadFile,
  compression,
  rate = -1,
}) => {
  const properties = {
    'bootstrap.servers': brokers.join(','),
    acks: 'all',
    'enable.idempotence': 'true',
    'linger.ms': LINGER_MS,
    'batch.size': BATCH_BYTES,
    'buffer.memory': BUFFER_BYTES,
    'compression.type': compression,
  };
  const { stdout, cpuMs } = await measured(
    await toolCommand('org.apache.kafka.tools.ProducerPerformance', [
      ...['--topic', topic, '--num-records', `${messages}`, '--payload-file', payloadFile, '--throughput', `${rate}`],
      ...['--producer-props', ...Object.entries(properties).map(([name, value]) => `${name}=${value}`)],
    ]),
  );
  const [, sent, perSecond, p50, p99] =
    /^(\d+) records sent, ([\d.]+) records\/sec .* ([\d.]+) ms 50th, .* ([\d.]+) ms 99th/m.exec(lastLine(stdout)) ?? [];
  if (Number(sent) !== messages) throw new Error(`kafka-producer-perf-test sent not all:\n${stdout}`);
  return { messages, elapsedMs: (messages / Number(perSecond)) * 1000, p50Ms: Number(p50), p99Ms: Number(p99), cpuMs };
};

/** kafka-consumer-perf-test */
export const consumeWithTool: Contestant = async ({ brokers, topic, messages }) => {
  const { stdout, cpuMs } = await measured(
    await toolCommand('org.apache.kafka.tools.ConsumerPerformance', [
      ...['--bootstrap-server', brokers.join(','), '--topic', topic, '--messages', `${messages}`],
      ...['--group', randomUUID(), '--timeout', '60000', '--hide-header'],
    ]),
  );
  const cells = lastLine(stdout).split(', ').map(Number);
  const [received, perSecond, fetchMs] = [cells[4]!, cells[5]!, cells[7]!];
  if (received < messages) throw new Error(`kafka-consumer-perf-test read not all:\n${stdout}`);
  return { messages: received, elapsedMs: (received / perSecond) * 1000, fetchMs, cpuMs };
};

const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? '';
