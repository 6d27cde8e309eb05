// What the server and the page say to each other. Types only: neither imports the other.

/** Of the event `cluster`: all of it, whenever something of it changes. */
export interface ClusterState {
  readonly clusterId: string;
  readonly controllerId: number | undefined;
  /** By id: those that are registered, and those that hold replicas and are not. */
  readonly brokers: readonly BrokerRow[];
  readonly partitions: { readonly total: number; readonly underReplicated: number; readonly offline: number };
  /** Messages a second, over all topics that are not Kafka's own; undefined before there are two looks. */
  readonly produced: number | undefined;
  /** Messages a second that groups have committed. */
  readonly consumed: number | undefined;
  /** What changed while somebody looked, the latest first. */
  readonly changes: readonly Change[];
  /** Why the rest may be old. @default - it is as of now */
  readonly fault?: string;
  /** Whether this console changes nothing. */
  readonly readOnly: boolean;
}

export interface BrokerRow {
  readonly id: number;
  /** `host:port` as advertised; undefined if it is not registered. */
  readonly address: string | undefined;
  readonly rack: string | undefined;
  /** `silent`: registered, and yet it does not answer; `down`: not registered. */
  readonly state: 'up' | 'silent' | 'down';
  /** Why it does not answer. */
  readonly fault?: string;
  readonly leads: number;
  /** Replicas that it should hold, and how many of them are in sync. */
  readonly replicas: number;
  readonly inSync: number;
  /** Bytes of all its replicas; undefined while it does not tell. */
  readonly size: number | undefined;
  /** Of its disks, bytes; undefined before Kafka 3.3. */
  readonly diskTotal: number | undefined;
  readonly diskFree: number | undefined;
}

export interface Change {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly text: string;
  readonly isTrouble: boolean;
}

export interface TopicRow {
  readonly internal: boolean;
  readonly partitions: readonly PartitionRow[];
  /** Offsets from the first to the end, over all partitions; undefined while not known. */
  readonly messages: number | undefined;
  /** Bytes on disk of the largest replica of each partition. */
  readonly size: number | undefined;
  /** Messages a second. */
  readonly rate: number | undefined;
}

/** A leader of -1 is none. */
export type PartitionRow = readonly [leader: number, replicas: readonly number[], inSync: readonly number[]];

export interface GroupRow {
  /** As Kafka says it. */
  readonly state: string;
  readonly members: number | undefined;
  /** Those for which it has committed. */
  readonly topics: readonly string[];
  /** Offsets between what is committed and the ends; undefined while not known. */
  readonly lag: number | undefined;
  /** Messages a second that it commits. */
  readonly rate: number | undefined;
}

/** Of the events `topics` and `groups`: the rows that changed since the last one, by name. */
export interface Delta<Row> {
  /** Whether these are all: nothing that was told before counts. */
  readonly isAll: boolean;
  readonly set: Readonly<Record<string, Row>>;
  readonly gone: readonly string[];
}

/** Values at the same times, the oldest first; null where nobody looked. */
export interface Series {
  /** Milliseconds since 1970. */
  readonly times: readonly number[];
  readonly values: Readonly<Record<string, readonly (number | null)[]>>;
}

/** Bytes of a message, as far as they are shown. What is no UTF-8 comes as base64. */
export type Content =
  | { readonly size: number; readonly text: string; readonly isCut?: true }
  | { readonly size: number; readonly base64: string; readonly isCut?: true };

export interface MessageRow {
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number;
  readonly timestampType: 'create' | 'append';
  readonly key: Content | null;
  /** null of a tombstone. */
  readonly value: Content | null;
  readonly headers: readonly (readonly [name: string, value: Content | null])[];
}

/** A line of the answer to a search of messages: what was found so far, then how it ended. */
export type SearchLine =
  | { readonly message: MessageRow }
  | { readonly searched: number; readonly found: number; readonly of: number }
  | { readonly end: SearchEnd; readonly next: Cursor }
  | { readonly fault: string };

/** Why a search ended: enough is found, enough is searched, or there is no more. */
export type SearchEnd = 'limit' | 'depth' | 'all';

/** Where the next page begins, by partition. */
export type Cursor = Readonly<Record<number, number>>;

/** A line of a live tail; `leftOut` came too fast to be shown. */
export type TailLine =
  { readonly messages: readonly MessageRow[]; readonly leftOut: number } | { readonly fault: string };

export interface PartitionPage {
  readonly partition: number;
  readonly leader: number | undefined;
  readonly replicas: readonly number[];
  readonly inSync: readonly number[];
  readonly firstOffset: number | undefined;
  readonly nextOffset: number | undefined;
  /** Milliseconds since 1970. */
  readonly lastWrite: number | undefined;
}

export interface ConfigRow {
  readonly name: string;
  readonly value: string | null;
  readonly source: string;
  readonly otherwise: string | undefined;
  readonly isReadOnly: boolean;
  readonly isSensitive: boolean;
  readonly documentation: string | undefined;
}

export interface GroupPage {
  readonly state: string;
  readonly assignor: string;
  readonly members: readonly MemberPage[];
  readonly offsets: readonly GroupOffsetPage[];
}

export interface MemberPage {
  readonly memberId: string;
  readonly clientId: string;
  readonly host: string;
  readonly instanceId: string | null;
  readonly assigned: readonly { readonly topic: string; readonly partitions: readonly number[] }[];
}

export interface GroupOffsetPage {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly endOffset: number | undefined;
}

/** Where a group would go on, or goes on from now on. */
export interface OffsetMove {
  readonly topic: string;
  readonly partition: number;
  /** undefined where nothing is committed. */
  readonly before: number | undefined;
  readonly after: number;
}

export type Position = 'earliest' | 'latest' | { readonly offset: number } | { readonly timestamp: number };

/** Of a message to be produced. base64 is for bytes that are no text; null for none. */
export type GivenContent = { readonly text: string } | { readonly base64: string } | null;

export interface GivenMessage {
  readonly key: GivenContent;
  readonly value: GivenContent;
  readonly headers?: readonly (readonly [name: string, value: GivenContent])[];
  /** @default - by the key */
  readonly partition?: number;
}

export interface Failure {
  /** Stable. */
  readonly code: string;
  /** A sentence that says what to do. */
  readonly message: string;
}
