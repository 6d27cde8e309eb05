import type { Client } from '../client/client';
import type { KafkaErrorCode } from '../protocol/error-code';
import { KafkaError, messageOf } from '../protocol/errors';
import { CODEC, type Compression } from '../protocol/records/compression';
import type { ProducerIdentity } from '../protocol/records/record-batch';
import type { PartitionAnswer } from '../protocol/requests/produce';
import type { ProtocolError, ProtocolErrorCode } from '../protocol/protocol-error';
import type { Batch } from './batch';
import type { Appended } from './delivery';
import type { Outboxes } from './outbox';
import type { Parcel } from './parcel';

/** What one try to store a batch came to. */
export type Attempted =
  | { readonly result: 'stored'; readonly firstOffset: number; readonly appended: Appended }
  /** Certainly not stored by this attempt, nor would it be by another. `records` are those to blame, if the broker says. */
  | { readonly result: 'refused'; readonly error: Refusal; readonly records: ReadonlyMap<number, string> }
  /** The broker does not accept the identity any more. */
  | { readonly result: 'invalid-identity'; readonly code: KafkaErrorCode; readonly reason: string }
  /** To be tried again; `inDoubt` if it may have been stored nevertheless. */
  | { readonly result: 'again'; readonly reason: string; readonly inDoubt: boolean };

export interface Refusal {
  readonly type: KafkaErrorCode;
  readonly message: string;
}

export interface Attempt {
  readonly client: Client;
  readonly topic: string;
  readonly partition: number;
  readonly identity: ProducerIdentity;
  readonly firstSequence: number;
  readonly compression: Compression;
  readonly transactionalId: string | undefined;
  /** Resolves with the reason when there is no more sense in waiting for the answer. */
  readonly abandoned: Promise<string>;
  readonly outboxes: Outboxes;
  readonly onLeader: (leader: number) => void;
  readonly onSent: () => void;
}

export async function attempt(batch: Batch, options: Attempt): Promise<Attempted> {
  const { client, topic, partition, outboxes } = options;
  const leader = client.partition(topic, partition)?.leader;
  if (leader === undefined) return again(`partition ${partition} of ${topic} has no leader`, false);
  options.onLeader(leader);
  let parcel: Parcel | undefined;
  try {
    const sealed = await seal(batch, options);
    const outbox = outboxes.to(leader);
    parcel = outbox.post({ topic, partition, batch: sealed }, options.onSent);
    const answer = await Promise.race([parcel.answer, options.abandoned]);
    if (typeof answer === 'string') {
      outbox.forget(parcel);
      return again(answer, parcel.isSent);
    }
    if (answer.error) return refusal(answer.error, answer);
    const { firstOffset, logStartOffset, appendTime: timestamp } = answer;
    return { result: 'stored', firstOffset, appended: { logStartOffset, timestamp } };
  } catch (error) {
    return parcel?.isSent ? again(messageOf(error), true) : unsent(error);
  }
}

/** What an error means that came before anything was sent: one that is none of Kafka's comes of what cannot be encoded. */
export function unsent(error: unknown): Attempted {
  if (error instanceof KafkaError && (error.retriable || error.code === 'CLOSED')) return again(error.message, false);
  const type = error instanceof KafkaError ? error.code : 'INVALID_MESSAGE';
  return { result: 'refused', error: { type, message: messageOf(error) }, records: NONE };
}

const NONE: ReadonlyMap<number, string> = new Map();

async function seal(
  batch: Batch,
  { identity, firstSequence, compression, transactionalId }: Attempt,
): Promise<readonly Uint8Array[]> {
  const flags = { codec: CODEC[compression], transactional: transactionalId !== undefined };
  const compressed = compression === 'none' ? undefined : await batch.compressed(compression);
  return batch.records.seal(identity, firstSequence, flags, compressed);
}

const again = (reason: string, inDoubt: boolean): Attempted => ({ result: 'again', reason, inDoubt });

const INVALID_IDENTITY = new Set<ProtocolErrorCode>([
  'OUT_OF_ORDER_SEQUENCE_NUMBER',
  'DUPLICATE_SEQUENCE_NUMBER',
  'UNKNOWN_PRODUCER_ID',
  'INVALID_PRODUCER_EPOCH',
  'INVALID_PRODUCER_ID_MAPPING',
  'PRODUCER_FENCED',
]);

/** Brokers check for these before they append. */
const REFUSED_UNSTORED = new Set<ProtocolErrorCode>(['NOT_ENOUGH_REPLICAS', 'CORRUPT_MESSAGE']);

/**
 * An answer is no proof that nothing was stored: a leader that is deposed while it waits for its followers says
 * NOT_LEADER_OR_FOLLOWER, and the next leader has the records. A topic that is deleted meanwhile is unknown; but had the leader
 * appended the records, it would say at which offset.
 */
function refusal(error: ProtocolError, { firstOffset, refused }: PartitionAnswer): Attempted {
  if (INVALID_IDENTITY.has(error.type)) return { result: 'invalid-identity', code: error.type, reason: error.message };
  if (!error.retriable) return { result: 'refused', error, records: refused };
  const isUnstored =
    REFUSED_UNSTORED.has(error.type) || (error.type === 'UNKNOWN_TOPIC_OR_PARTITION' && firstOffset < 0);
  return again(error.message, !isUnstored);
}
