import type { Client } from '../client';
import { KafkaError } from '../errors';
import { throwIfRefused } from '../wire/protocol-error';
import { askController } from './controller';
import { createTopic } from './create-topic';
import { listTopics, type TopicSummary } from './list-topics';
import type { NewTopic } from './new-topic';

export interface EnsuredTopic {
  readonly name: string;
  readonly action: 'created' | 'partitions added' | 'unchanged';
}

const BROKER_TIMEOUT_MS = 10_000;

/**
 * Creates what is missing and adds partitions where more are described; never removes any, and never changes the config of a
 * topic that is there.
 * @throws {KafkaError} `TOPIC_DIFFERS` (exit code 2) when a topic has more partitions or another replication factor than described,
 * after all others were done
 */
export async function ensureTopics(client: Client, topics: readonly NewTopic[]): Promise<readonly EnsuredTopic[]> {
  const existing = new Map((await listTopics(client)).map((topic) => [topic.name, topic]));
  const done: EnsuredTopic[] = [];
  const faults: string[] = [];
  for (const topic of topics) {
    const found = existing.get(topic.name);
    const fault = found && difference(topic, found);
    if (fault !== undefined) faults.push(fault);
    else done.push({ name: topic.name, action: await ensure(client, topic, found) });
  }
  if (faults.length > 0) throw new KafkaError('TOPIC_DIFFERS', 2, faults.join('\n'));
  return done;
}

async function ensure(
  client: Client,
  topic: NewTopic,
  found: TopicSummary | undefined,
): Promise<EnsuredTopic['action']> {
  if (!found) {
    try {
      await createTopic(client, topic);
      return 'created';
    } catch (error) {
      // Another caller was faster.
      if (error instanceof KafkaError && error.code === 'TOPIC_EXISTS') return 'unchanged';
      throw error;
    }
  }
  if (topic.partitions === found.partitions) return 'unchanged';
  const topicPartitions = [{ topic: topic.name, count: topic.partitions }];
  const args = { topicPartitions, validateOnly: false, timeout: BROKER_TIMEOUT_MS };
  await askController(client, 'CreatePartitions', args, ({ topicErrors: [error] }) => {
    if (error) throwIfRefused(error.errorCode, error.errorMessage);
  });
  return 'partitions added';
}

function difference({ name, partitions, replicationFactor }: NewTopic, found: TopicSummary): string | undefined {
  if (found.partitions > partitions) {
    return `topic "${name}" has ${found.partitions} partitions, but ${partitions} are described: partitions cannot be removed, describe ${found.partitions} or delete the topic`;
  }
  if (replicationFactor !== undefined && found.replicationFactor !== replicationFactor) {
    return `topic "${name}" has replication factor ${found.replicationFactor}, but ${replicationFactor} is described: reassign its partitions, or describe ${found.replicationFactor}`;
  }
  return undefined;
}
