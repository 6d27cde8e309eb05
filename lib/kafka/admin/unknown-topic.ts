import { nearest } from '../../cluster/nearest';
import type { Client } from '../client/client';
import type { Patience } from '../client/retry';
import { KafkaError } from '../protocol/errors';
import { fetchMetadata } from './ask-anyone';

/** With the name that was probably meant. */
export async function unknownTopic(client: Client, name: string, patience: Patience): Promise<KafkaError> {
  const { topics } = await fetchMetadata(client, 'all', patience);
  const meant = nearest(name, topics.keys());
  return new KafkaError(
    'UNKNOWN_TOPIC',
    `there is no topic "${name}"${meant === undefined ? '' : `: did you mean "${meant}"?`}`,
    { topic: name },
  );
}
