import type { Log } from './log';

// What a program may want to know while it runs, for its own metrics say. What a hook throws, or rejects with, is logged, and harms
// nobody else. Hooks are called where things happen: what takes long keeps those waiting.

/** Of a client, given to `connect`. */
export interface ClientHooks {
  /** A broker has answered on a new connection; of each there are several. */
  readonly connected?: (broker: { readonly address: string }) => void;
  /** A connection that was there has ended: `reason` says by what, also when it was closed here. */
  readonly disconnected?: (broker: { readonly address: string; readonly reason: string }) => void;
  /** A broker has answered a request. */
  readonly answered?: (request: AnsweredRequest) => void;
  /** A request was not answered in time: its connection is closed, and all that wait for an answer there are told so. */
  readonly timedOut?: (request: SentRequest) => void;
  /** How many requests a connection has that are not answered: told when that changes. */
  readonly waiting?: (of: { readonly address: string; readonly requests: number }) => void;
  /** Something failed, and is tried again after a while. */
  readonly retrying?: (retry: Retry) => void;
}

/** Times are milliseconds since 1970. */
export interface SentRequest {
  readonly address: string;
  readonly apiKey: number;
  /** As Kafka calls it, such as `Metadata`. */
  readonly apiName: string;
  readonly apiVersion: number;
  readonly correlationId: number;
  readonly createdAt: number;
  /** When all of it was handed to the network; undefined while it is not. */
  readonly sentAt: number | undefined;
}

export interface AnsweredRequest extends SentRequest {
  readonly answeredAt: number;
  /** Of the answer, without its head. */
  readonly bytes: number;
}

export interface Retry {
  /** A batch that is sent, a partition that is read, or a question to the coordinator of a group or a transactional id. */
  readonly what: 'produce' | 'fetch' | 'coordinator';
  readonly reason: string;
  /** @default - a coordinator is asked */
  readonly topic?: string;
  readonly partition?: number;
}

/** Of a member of a group, given to `consume` and `transform` as `on`. */
export interface MemberHooks {
  /** It was given its share, of which `rebalanced` tells when it can be worked on. */
  readonly joined?: (generation: Generation & { readonly assignor: string; readonly durationMs: number }) => void;
  /** The coordinator knows that it lives. */
  readonly heartbeat?: (who: Omit<Generation, 'leaderId'>) => void;
  /** The group is being divided anew: it joins again. */
  readonly rebalancing?: (who: Omit<Generation, 'leaderId'>) => void;
  /** It was given partitions of topics that it does not read, and leaves them alone. */
  readonly unsubscribed?: (assignment: PartitionsByTopic) => void;
  /** The group was divided anew: what the member has from now on. */
  readonly rebalanced?: (assignment: PartitionsByTopic) => void;
  /** The member has these no more: what it did of them is committed, unless the group had gone on without it. */
  readonly revoked?: (assignment: PartitionsByTopic) => void;
  /** The group goes on there; with `transform`, the transaction is committed. */
  readonly committed?: (offsets: readonly CommittedPosition[]) => void;
  /** A broker is asked for messages. */
  readonly fetching?: (of: { readonly broker: number }) => void;
  /** It has answered, with messages of so many partitions. */
  readonly fetched?: (of: {
    readonly broker: number;
    readonly partitions: number;
    readonly durationMs: number;
  }) => void;
  /** A batch was handled, and so many offsets are between it and where the partition ended when it was fetched: Java's `records-lag`. */
  readonly lag?: (of: { readonly topic: string; readonly partition: number; readonly lag: number }) => void;
}

/** Of a group: what begins when it was divided. */
interface Generation {
  readonly groupId: string;
  readonly generationId: number;
  readonly memberId: string;
  /** The member that divided it. */
  readonly leaderId: string;
}

type PartitionsByTopic = Readonly<Record<string, readonly number[]>>;

interface CommittedPosition {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

type Told<Hook> = Hook extends ((what: infer What) => void) | undefined ? What : never;

/** Tells a hook, if there is one. */
export type Tell<Hooks> = <Name extends keyof Hooks>(name: Name, what: Told<Hooks[Name]>) => void;

type Callables<Hooks> = Readonly<Partial<Record<keyof Hooks, (what: unknown) => unknown>>>;

export function teller<Hooks extends object>(hooks: Hooks | undefined, log: Log): Tell<Hooks> {
  return (name, what) => {
    if (!hooks) return;
    const failed = (error: unknown) =>
      log({
        level: 'error',
        message: 'a hook failed',
        hook: String(name),
        reason: error instanceof Error ? error.message : String(error),
      });
    try {
      const told = (hooks as Callables<Hooks>)[name]?.(what);
      if (told instanceof Promise) told.catch(failed);
    } catch (error) {
      failed(error);
    }
  };
}
