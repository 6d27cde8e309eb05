import { command } from '../../package';
import type { TopicMetadata } from '../client/metadata';
import { KafkaError } from '../protocol/errors';

interface InternalTopic {
  readonly holds: string;
  readonly instead: () => string;
}

const deleteGroup = () => `${command('groups', 'delete NAME')} deletes a group`;

/** What Kafka makes for itself when it is first needed. @see org.apache.kafka.common.internals.Topic */
const INTERNAL: Readonly<Record<string, InternalTopic>> = {
  __consumer_offsets: {
    holds: 'what all consumer groups have committed',
    instead: deleteGroup,
  },
  __transaction_state: {
    holds: 'the state of all transactions',
    instead: () => 'Kafka forgets unused transactional ids itself, after transactional.id.expiration.ms',
  },
  __share_group_state: {
    holds: 'how far all share groups have come',
    instead: deleteGroup,
  },
};

const OF_NEWER_BROKERS: InternalTopic = { holds: 'what Kafka needs itself', instead: () => 'leave it to Kafka' };

/** What Kafka takes for topics of its own as for others, though it costs all groups or transactions what they have there. */
const REFUSED = {
  delete: 'it is not deleted',
  'delete messages': 'no messages of it are deleted but by Kafka',
  // A group's partition is the hash of its name modulo their number, which a broker looks up at its start.
  'add partitions': 'it keeps its number of partitions, by which groups and transactions find theirs',
  'set cleanup.policy': 'it keeps its cleanup.policy: another one deletes entries that are still in use',
} as const;

/** @throws {KafkaError} `INTERNAL_TOPIC` */
export function refuseInternal({ name, internal }: TopicMetadata, deed: keyof typeof REFUSED): void {
  if (!internal) return;
  const { holds, instead } = INTERNAL[name] ?? OF_NEWER_BROKERS;
  const text = `topic "${name}" is Kafka's own and holds ${holds}: ${REFUSED[deed]}; ${instead()}`;
  throw new KafkaError('INTERNAL_TOPIC', text, { topic: name });
}

/** Kafka lets anybody create one before it does, with any number of partitions, and uses it so from then on. */
export const internalNameFault = (name: string): string | undefined =>
  Object.hasOwn(INTERNAL, name)
    ? `topic "${name}" is Kafka's own: Kafka creates it when it is first needed, as the brokers' properties say`
    : undefined;
