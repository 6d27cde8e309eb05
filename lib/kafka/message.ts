/** What a record carries besides its key and value; several values of one name are several headers. */
export type Headers = Readonly<Record<string, HeaderValue | readonly HeaderValue[]>>;
export type HeaderValue = string | Uint8Array | null;

export interface Message {
  readonly topic: string;
  /** Messages of one key go to one partition and stay in order. @default - no key: partitions in turn, 16 KiB each */
  readonly key?: string | Uint8Array | null;
  /** null deletes the key from a compacted topic. */
  readonly value: string | Uint8Array | null;
  readonly headers?: Headers;
  /** Milliseconds since 1970. @default - now */
  readonly timestamp?: number;
  /** @default - by the key, as Java's clients choose it (murmur2) */
  readonly partition?: number;
}

/** A message as it was read. Bytes are views into the fetched data: copy what you keep for long. */
export interface ReceivedMessage {
  readonly partition: number;
  /** Exact up to 2^53, as are all offsets here. */
  readonly offset: number;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly timestampType: 'create' | 'append';
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, Buffer | null | readonly (Buffer | null)[]>>;
}

export interface MessageBatch {
  readonly topic: string;
  readonly partition: number;
  /** In order of their offsets. Never empty. */
  readonly messages: readonly ReceivedMessage[];
  /** Where reading goes on after this batch. */
  readonly nextOffset: number;
  /** The partition's end when the batch was fetched: the last stable offset, or the high watermark of an uncommitted read. */
  readonly endOffset: number;
  /** Of the last message, or a later one: kept with `nextOffset`, it tells whether the log was truncated since (KIP-320). */
  readonly leaderEpoch: number;
  /** Another one than that of the topic when that was deleted and made anew: then `nextOffset` is no position in it. */
  readonly topicId: string;
}
