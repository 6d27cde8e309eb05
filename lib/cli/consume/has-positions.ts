import type { AdminOptions, Client } from '../../kafka';
import { KafkaError } from '../../kafka/protocol/errors';

/** Whether a group goes on where it was, in one partition at least, whatever it is told of where to start. */
export async function hasPositions(
  client: Client,
  groupId: string,
  topic: string | RegExp,
  options: AdminOptions,
): Promise<boolean> {
  const isMeant = (name: string) => (topic instanceof RegExp ? topic.test(name) : topic === name);
  // Seldom asked, and loading it takes longer than a short run.
  const { describeGroup } = await import('../../kafka/index.ts');
  try {
    const { offsets } = await describeGroup(client, groupId, options);
    return offsets.some((one) => isMeant(one.topic));
  } catch (error) {
    if (error instanceof KafkaError && error.code === 'GROUP_ID_NOT_FOUND') return false;
    throw error;
  }
}
