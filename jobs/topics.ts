import { setTimeout as delay } from 'node:timers/promises';
import { ensureTopics, KafkaError, type Client, type NewTopic } from '../lib/kafka';
import { runProgram, text, type Run } from '../lib/program';
import { connection, open } from './settings';

const settings = {
  topics: text<readonly NewTopic[], readonly NewTopic[]>({
    flag: ['topics'],
    env: ['TOPICS'],
    metavar: 'JSON',
    default: [],
    help: 'the topics that must exist: [{"name", "partitions", "replicationFactor", "config"}, …]',
    parse: parseTopics,
  }),
  ...connection,
};

function parseTopics(given: string): readonly NewTopic[] {
  const malformed = 'must be a JSON list of {"name", "partitions", "replicationFactor", "config"}';
  let topics: unknown;
  try {
    topics = JSON.parse(given);
  } catch {
    throw new Error(malformed);
  }
  if (Array.isArray(topics) && topics.every(isTopic)) return topics;
  throw new Error(malformed);
}

const isTopic = (value: unknown): value is NewTopic => {
  const { name, partitions, replicationFactor, config = {} } = (value ?? {}) as Record<string, unknown>;
  return (
    typeof name === 'string' &&
    Number.isInteger(partitions) &&
    Number.isInteger(replicationFactor) &&
    typeof config === 'object'
  );
};

const POLL_MS = 250;

/**
 * While the cluster is starting, the brokers that are up refuse a topic that needs more of them, and may not know of one that
 * is there.
 * @throws {KafkaError} `NOT_READY` (exit code 3: the Job tries again) after the deadline
 */
async function untilEnoughBrokers(
  client: Client,
  topics: readonly NewTopic[],
  deadlineMs: number,
  signal: AbortSignal,
): Promise<void> {
  const needed = Math.max(0, ...topics.map(({ replicationFactor }) => replicationFactor));
  const deadline = performance.now() + deadlineMs;
  while (client.metadata.brokers.size < needed) {
    if (performance.now() > deadline) {
      const up = client.metadata.brokers.size;
      throw new KafkaError(
        'NOT_READY',
        3,
        `${needed} brokers are needed, but after ${deadlineMs / 1000} s ${up} are up`,
      );
    }
    await delay(POLL_MS, undefined, { signal });
    await client.refresh();
  }
}

async function main({ values, signal }: Run<typeof settings>): Promise<number> {
  const { client } = await open('topics', values, signal);
  try {
    await untilEnoughBrokers(client, values.topics, values.deadline, signal);
    for (const { name, action } of await ensureTopics(client, values.topics))
      process.stdout.write(`${name}: ${action}\n`);
  } finally {
    await client.close();
  }
  return 0;
}

void runProgram({
  command: 'topics',
  summary:
    'Creates missing topics, adds partitions where more are described, sets described properties; removes nothing.',
  settings,
  main,
});
