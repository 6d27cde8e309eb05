import type { Cluster } from '../cluster';
import type { Report } from '../common/steps';
import type { Access } from '../kafka';
import type { ClusterState } from './cluster-state';
import type { Comparison } from './comparison';

export const TARGETS = ['kind', 'local'] as const;
export type TargetName = (typeof TARGETS)[number];

/** How long work goes on: what it tells of itself, and what stops it. */
export interface Work {
  readonly report: Report;
  readonly signal: AbortSignal;
}

/** A cluster that is up. */
export interface Arrival {
  /** What ran already, in words. */
  readonly already: string | undefined;
  /** What was acknowledged and is not there, or is out of reach, in a sentence each, which `report` was told. */
  readonly damage: readonly string[];
}

export interface LogOptions {
  /** Goes on with what is written later, until the signal aborts. */
  readonly follow: boolean;
  /** Of the start before. */
  readonly previous: boolean;
  /** How many of the last lines. @default - all of them */
  readonly tail?: number | undefined;
  readonly signal: AbortSignal;
}

export interface Logs {
  /** Those that have a log, such as `broker-1`. */
  readonly servers: readonly string[];
  readonly linesOf: (server: string) => AsyncIterable<string>;
}

/** What one cluster runs on. Verbs choose a target, and know no more of it than this. */
export interface Target {
  readonly name: TargetName;
  readonly cluster: Cluster;
  /** Where it is looked for, such as `on kind`. */
  readonly where: string;
  /** Whether `down` keeps the data unless it is told otherwise. */
  readonly keepsData: boolean;
  /** The command that produces from inside, where clients here reach no broker. */
  readonly produceInside: string | undefined;
  /** How this package's own commands get in, to brokers in the order of their ids. */
  readonly access: () => Access;
  /** Whether anything is there of the cluster: it runs, or has data. */
  readonly presence: (signal?: AbortSignal) => Promise<'running' | 'stopped' | undefined>;
  /** Makes it run as it is described, with its topics. */
  readonly up: (work: Work) => Promise<Arrival>;
  /** What `up` would find and do, without doing it; undefined where nothing is there. */
  readonly compare: (signal: AbortSignal) => Promise<Comparison | undefined>;
  /** Produces a few messages to the first topic and consumes as many. */
  readonly demonstrate: (work: Work) => Promise<void>;
  /** Stops it. @returns whether its data are kept */
  readonly down: (work: Work & { readonly deleteData: boolean }) => Promise<'kept' | 'removed' | 'not there'>;
  /** Stops a server, such as `broker-1`, and starts it again. @returns what is damaged, as of `up` */
  readonly restart: (server: string, work: Work & { readonly deadlineMs: number }) => Promise<Arrival['damage']>;
  readonly state: (signal: AbortSignal) => Promise<ClusterState>;
  readonly logs: (options: LogOptions) => Promise<Logs>;
}
