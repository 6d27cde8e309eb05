export type HeaderValue = string | Uint8Array | null;
export type Header = readonly [name: string, value: HeaderValue];

/**
 * What a record carries besides its key and value: a list, whose order and repetitions are kept (KIP-82). A record is taken for one
 * too, in the order of its names as JavaScript has it; several values of a name are several headers.
 */
export type Headers = readonly Header[] | Readonly<Record<string, HeaderValue | readonly HeaderValue[]>>;

export type ReceivedHeader = readonly [name: string, value: Buffer | null];

/** The value of the last header of that name, as Java's `lastHeader` tells it; undefined without one. */
export const lastHeader = (headers: readonly ReceivedHeader[], name: string): Buffer | null | undefined =>
  headers.findLast(([other]) => other === name)?.[1];

export interface Message {
  readonly topic: string;
  /** Messages of one key go to one partition and stay in order. @default - no key: partitions in turn, 16 KiB each */
  readonly key?: string | Uint8Array | null | undefined;
  /** null deletes the key from a compacted topic. */
  readonly value: string | Uint8Array | null;
  readonly headers?: Headers | undefined;
  /** Milliseconds since 1970. @default - now */
  readonly timestamp?: number | undefined;
  /** @default - by the key, as Java's clients choose it (murmur2) */
  readonly partition?: number | undefined;
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
  /** In their order, repetitions included; `lastHeader` finds one by its name. */
  readonly headers: readonly ReceivedHeader[];
}

/** What could not be read, and was left out as `onUnreadable` says. */
export interface Unreadable {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** Another one for a batch of several. */
  readonly lastOffset: number;
  readonly reason: string;
  /** As it is stored, where it is only the value that its topic cannot read; of a batch nothing is left. */
  readonly message?: ReceivedMessage;
}

export interface MessageBatch {
  readonly topic: string;
  readonly partition: number;
  /** In order of their offsets. Never empty. */
  readonly messages: readonly ReceivedMessage[];
  /** What is missing among them. @default - nothing */
  readonly unreadable?: readonly Unreadable[];
  /** Where reading goes on after this batch. */
  readonly nextOffset: number;
  /** The partition's end when the batch was fetched: the last stable offset, or the high watermark of an uncommitted read. */
  readonly endOffset: number;
  /** Of the last message, or a later one: kept with `nextOffset`, it tells whether the log was truncated since (KIP-320). */
  readonly leaderEpoch: number;
  /** Differs from that of the topic once that was recreated: then `nextOffset` is no position in it. */
  readonly topicId: string;
}
