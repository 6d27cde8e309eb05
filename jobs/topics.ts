import { ensureTopics, type NewTopic } from '../lib/kafka';
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

async function main({ values, signal }: Run<typeof settings>): Promise<number> {
  const { client } = await open('topics', values, signal);
  try {
    for (const { name, action } of await ensureTopics(client, values.topics))
      process.stdout.write(`${name}: ${action}\n`);
  } finally {
    await client.close();
  }
  return 0;
}

void runProgram({
  command: 'topics',
  summary: 'Creates the topics that are missing and adds partitions where more are described; removes nothing.',
  settings,
  main,
});
