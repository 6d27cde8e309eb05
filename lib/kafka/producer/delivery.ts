import type { KafkaError } from '../protocol/errors';

/** What became of one message. Every accepted message gets exactly one. */
export type Delivery =
  /** Stored by all in-sync replicas, at this place. */
  | { readonly outcome: 'acked'; readonly partition: number; readonly offset: number }
  /** Certainly not stored. */
  | { readonly outcome: 'failed'; readonly error: KafkaError }
  /** Sent, but never answered in time: stored once or not at all. */
  | { readonly outcome: 'unknown'; readonly partition: number; readonly error: KafkaError };
