import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ensureTopics,
  KafkaError,
  onceEnoughBrokers,
  type AdminOptions,
  type Client,
  type EnsuredTopic,
  type NewTopic,
} from '../lib/kafka';
import { runProgram, parsed, type Run } from '../lib/cli-kit';
import { open } from '../lib/cli/client/open';
import { connection } from '../lib/cli/client/settings';

const settings = {
  topics: parsed<readonly NewTopic[], readonly NewTopic[]>({
    flag: ['topics'],
    env: ['TOPICS'],
    metavar: 'JSON',
    default: [],
    help: 'the topics that must exist: [{"name", "partitions", "replicationFactor", "config"}, …]',
    parse: parseTopics,
  }),
  topicsFolder: parsed<readonly NewTopic[], readonly NewTopic[]>({
    flag: ['topics-folder'],
    env: ['TOPICS_FOLDER'],
    metavar: 'PATH',
    default: [],
    help: 'more of them: a folder of .json files, each such a list; an environment holds some 1,000 topics, a folder any number',
    parse: readTopics,
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

/** Kubernetes puts folders of its own beside the files. */
function readTopics(folder: string): readonly NewTopic[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  if (names.length === 0) throw new Error(`must hold .json files, but ${folder} holds none`);
  return names.flatMap((name) => {
    try {
      return parseTopics(readFileSync(join(folder, name), 'utf8'));
    } catch (error) {
      throw new Error(`${name} ${(error as Error).message}`, { cause: error });
    }
  });
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

/**
 * Not before all brokers are up that the topics need: those of one replica would all go to the first ones.
 * @throws {KafkaError} `TOO_FEW_BROKERS`
 */
async function ensure(
  client: Client,
  topics: readonly NewTopic[],
  patience: AdminOptions,
): Promise<readonly EnsuredTopic[]> {
  const needed = Math.max(0, ...topics.map(({ replicationFactor }) => replicationFactor));
  const up = (await client.refresh(patience.signal)).brokers.size;
  if (up < needed) throw new KafkaError('TOO_FEW_BROKERS', `${needed} brokers are needed, but ${up} are up`);
  return ensureTopics(client, topics, patience);
}

async function main(run: Run<typeof settings>): Promise<number> {
  const { values, signal } = run;
  const { client } = await open('topics', run);
  try {
    const patience = { deadlineMs: values.deadline, signal };
    const topics = [...values.topics, ...values.topicsFolder];
    const ensured = await onceEnoughBrokers(() => ensure(client, topics, patience), patience);
    for (const { name, action, note } of ensured)
      process.stdout.write(`${name}: ${action}${note === undefined ? '' : `; ${note}`}\n`);
  } finally {
    await client.close();
  }
  return 0;
}

void runProgram({
  verb: 'topics',
  summary:
    'Creates missing topics, adds partitions where more are described, sets described properties; removes nothing.',
  settings,
  main,
});
