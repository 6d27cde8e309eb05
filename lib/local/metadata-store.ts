import type { Facts } from '../cluster';
import type { Runtime } from './runtime';
import type { Server } from './servers/server';
import type { ServerFolder } from './servers/server-folder';

/** What is there of the cluster before a start. */
export interface FoundServers {
  readonly servers: readonly Server[];
  /** Those of them that do not run. */
  readonly missing: readonly Server[];
  /** Described or not. */
  readonly folders: readonly ServerFolder[];
  /** Of the last `up`. */
  readonly recorded: Facts;
  /** Names of the brokers that were started before, by what was recorded then. */
  readonly started: readonly string[];
  /** Names of those of them whose data are of another start than the last: put back from a copy, say. */
  readonly putBack: readonly string[];
  /** How far the log of those that hold the metadata had come at the last start, if that was recorded. */
  readonly metadataEnd: number | undefined;
}

export interface Wait {
  /** Milliseconds. */
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
  /** Is told what is still missing. */
  readonly onWait?: (missing: string) => void;
}

/** What a local run wants of those that hold the metadata of the cluster, whoever they are. */
export interface MetadataStore {
  /** Milliseconds that its servers have before the brokers, when both are started. */
  readonly headStartMs: number;
  /** @throws {LocalRunError} where it cannot be started as described without losing what it knows */
  readonly requireSafe: (found: FoundServers) => void;
  /** Readies its servers for a start that is safe. @throws {LocalRunError} `FOLDER_NOT_WRITABLE` */
  readonly prepare: (found: FoundServers) => void;
  /** Writes what servers of the cluster need in their folders before their first start. @throws {LocalRunError} why it could not */
  readonly format: (
    servers: readonly Server[],
    all: readonly Server[],
    runtime: Runtime,
    signal: AbortSignal,
  ) => Promise<void>;
  /**
   * Of brokers that lack what others may have, those that are to be started after all others, once it is known what they would lead.
   * @param servers of the cluster
   */
  readonly late: <Late extends ServerFolder>(brokers: readonly Late[], servers: readonly Server[]) => readonly Late[];
  /** Waits until its servers serve. @throws {LocalRunError} `NO_ZOOKEEPER`, `NO_QUORUM` after the deadline */
  readonly serves: (wait: Wait) => Promise<void>;
  /** Whether its server at `host:port` says something, even that it has no quorum. */
  readonly answers: (address: string) => Promise<boolean>;
  /**
   * Waits until it takes a broker that was killed for gone. @throws {LocalRunError} `ALREADY_REGISTERED` when it does not
   * @default - a broker itself waits for that
   */
  readonly brokerGone: ((brokerId: number, signal: AbortSignal) => Promise<void>) | undefined;
  /** How far the log of what they decided reaches, by their files, which only ever grows; undefined where none tells. */
  readonly logEnd: (servers: readonly ServerFolder[]) => number | undefined;
  /** How many partitions each topic has: brokers that have just started know none, then some. */
  readonly existingTopics: () => Promise<ReadonlyMap<string, number>>;
  /** Names of all topics of which it has anything, of those too that are to be deleted. */
  readonly knownTopics: () => Promise<ReadonlySet<string>>;
  /** Ids of the brokers that are in sync for each of `replicas`, such as `test-0`; none for what is no partition any more. */
  readonly inSyncReplicas: (replicas: readonly string[]) => Promise<ReadonlyMap<string, readonly number[]>>;
}
