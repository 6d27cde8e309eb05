import type { KafkaError } from '../protocol/errors';

/** Of a batch, when it was stored. */
export interface Appended {
  /** The first offset that its partition had then. */
  readonly logStartOffset: number;
  /** The timestamp of all its messages, milliseconds since 1970, where the topic has `LogAppendTime`; else -1. */
  readonly timestamp: number;
}

/** What became of one message. Every accepted message gets exactly one. */
export type Delivery =
  /** Stored by all in-sync replicas, at this place. */
  | {
      readonly outcome: 'acked';
      readonly partition: number;
      readonly offset: number;
      /** What its leader said of the batch that it is part of. */
      readonly appended?: Appended;
    }
  /** Certainly not stored. */
  | { readonly outcome: 'failed'; readonly error: KafkaError }
  /** Sent, but never answered in time: stored once or not at all. */
  | { readonly outcome: 'unknown'; readonly partition: number; readonly error: KafkaError };
