import type { AdminOptions, Compression } from '../../kafka';
import type { Config } from './restoring-config';

export type Phase = 'checking' | 'comparing' | 'restoring' | 'verifying';

export interface RestoreOptions extends AdminOptions {
  readonly folder: string;
  /** @default - all that the folder has */
  readonly topics?: readonly string[];
  /** Another name for the one topic that is restored; what groups have committed stays with the first. @default - its own */
  readonly as?: string | undefined;
  /** Properties that restored topics are to have instead of those of the backup. @default - none */
  readonly config?: Config;
  /** By what it was. @default - the same */
  readonly replicationFactor?: (before: number) => number;
  /** Whether groups are to go on where they were. @default 'restored' */
  readonly groups?: 'restored' | 'left out';
  /** As records are stored: what they were compressed with is not known. @default 'none' */
  readonly compression?: Compression;
  /** Told what is done with a topic: records, or bytes of its files while those are checked. @default - nobody is told */
  readonly onProgress?: (phase: Phase, topic: string, done: number, of: number) => void;
  /** Told that this is done. @default - nobody is told */
  readonly onDone?: (phase: Phase, topic: string) => void;
  /** Told what is other than in the backup, or will not stay. @default - nobody is told */
  readonly onNote?: (note: string) => void;
}

export interface TopicRestored {
  /** What it is called now. */
  readonly topic: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly records: number;
  /** Of those, what this call has sent: the others were there. */
  readonly sent: number;
}

export interface Restored {
  readonly topics: readonly TopicRestored[];
  /** By name. */
  readonly groups: readonly string[];
}
