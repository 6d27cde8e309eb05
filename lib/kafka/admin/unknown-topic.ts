import { nearest } from '../../cluster';
import type { Client } from '../client/client';
import { KafkaError } from '../protocol/errors';

/** With the name that was probably meant. */
export async function unknownTopic(client: Client, name: string): Promise<KafkaError> {
  const { topics } = await client.fetchMetadata('all');
  const meant = nearest(name, topics.keys());
  return new KafkaError(
    'UNKNOWN_TOPIC',
    `there is no topic "${name}"${meant === undefined ? '' : `: did you mean "${meant}"?`}`,
  );
}
