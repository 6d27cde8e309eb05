import { AsyncLocalStorage } from 'node:async_hooks';
import type { ConsumerRunConfig } from 'kafkajs';
import {
  consume,
  type Assignment,
  type Client,
  type Control,
  type Handler,
  type MemberHooks,
  type Start,
} from '../kafka';
import { attempt } from './attempts';
import { kafkaJsError } from './errors';
import { tellBatch } from './batch-events';
import { consumerEvents } from './events';
import { handlerOf } from './handlers';
import { byTopic, Resolved } from './resolved';
import { memberOptions } from './member-options';
import { Paused, type Pausing } from './paused';
import type { RunnerOptions } from './runner-options';
import type { Running } from './running';
import { Turn } from './turn';

/** Knows whether it is a handler that asks: one that waits for itself would wait for ever. */
const handling = new AsyncLocalStorage<Runner>();

/** A consumer while it runs. */
export class Runner implements Running {
  readonly config: ConsumerRunConfig;
  readonly paused = new Paused();
  readonly #stop = new AbortController();
  readonly #resolved = new Resolved();
  readonly #turns = new Map<string, Turn>();
  readonly #seeks = new Map<string, { readonly topic: string; readonly partition: number; readonly to: Start }>();
  #control: Control | undefined;
  #generation: Parameters<NonNullable<MemberHooks['joined']>>[0] | undefined;
  #consuming: Promise<void> | undefined;

  constructor(private readonly options: RunnerOptions) {
    this.config = options.run;
  }

  get isRunning(): boolean {
    return !this.#stop.signal.aborted;
  }

  get assignment(): Assignment {
    return this.#control?.assignment ?? {};
  }

  /** Resolves when it is a member of its group, or has failed. @param onCrash told why it ended by itself */
  async start(client: Client, onCrash: (error: Error) => void): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#consuming = this.#consume(client, resolve).then(
        () => resolve(),
        (error: unknown) => {
          this.#stop.abort();
          resolve();
          onCrash(kafkaJsError(error));
        },
      );
    });
  }

  /** Resolves when what is being handled is done, and the group left; to one of its own handlers, at once. */
  async stop(): Promise<void> {
    this.#stop.abort();
    if (!this.isHandling) await this.#consuming;
  }

  /** Whether it is one of its own handlers that asks. */
  get isHandling(): boolean {
    return handling.getStore() === this;
  }

  /** Resolves when it has left its group, whoever asks. */
  async untilEnded(): Promise<void> {
    await this.#consuming;
  }

  pause(all: readonly Pausing[]): void {
    this.paused.pause(all);
    this.#pauseAssigned();
  }

  resume(all: readonly Pausing[]): void {
    const before = this.paused.of(this.assignment);
    this.paused.resume(all);
    const resumed = before.flatMap(({ topic, partitions }) =>
      partitions.filter((partition) => !this.isPaused(topic, partition)).map((partition) => ({ topic, partition })),
    );
    this.#control?.resume(resumed);
  }

  isPaused(topic: string, partition: number): boolean {
    return this.paused.has(topic, partition);
  }

  /** Also of a partition that is not assigned yet. */
  seek(topic: string, partition: number, to: Start): void {
    const name = `${topic}/${partition}`;
    const turn = this.#turns.get(name);
    if (turn) turn.isStale = true;
    if (this.assignment[topic]?.includes(partition)) this.#control!.seek({ topic, partition }, to);
    else this.#seeks.set(name, { topic, partition, to });
  }

  async commit(offsets: Parameters<Control['commit']>[0]): Promise<void> {
    await this.#control?.commit(offsets);
  }

  async #consume(client: Client, onJoined: () => void): Promise<void> {
    const own = {
      commit: this.config.autoCommit === false ? 'manual' : 'batch',
      on: this.#hooks(onJoined),
      onStart: (control: Control) => (this.#control = control),
      signal: this.#stop.signal,
    } as const;
    const { members, consumer } = this.options;
    const leave = members.add(consumer.groupId, () => this.#control);
    await consume(client, { ...memberOptions(this.options), ...own }, this.#handle).finally(leave);
  }

  readonly #handle: Handler = (batch, signal, control) =>
    handling.run(this, async () => {
      const turn = new Turn(batch, signal, control, this.#resolved, this);
      if (turn.isOver()) return { stoppedAt: turn.position };
      const name = `${turn.topic}/${turn.partition}`;
      this.#turns.set(name, turn);
      const told = tellBatch(this.options.instrumentation, turn.batch);
      try {
        const { logger, consumer } = this.options;
        await attempt(turn, this.#resolved, handlerOf(this.config), { retry: consumer.retry, logger });
      } finally {
        this.#turns.delete(name);
      }
      told();
      return turn.isDone ? undefined : { stoppedAt: turn.position };
    });

  #hooks(onJoined: () => void): MemberHooks {
    const { instrumentation, topics, logger } = this.options;
    const { groupId } = this.options.consumer;
    return {
      joined: (generation) => (this.#generation = generation),
      rebalanced: (memberAssignment) => {
        this.#pauseAssigned();
        for (const [name, { topic, partition, to }] of this.#seeks) {
          if (!memberAssignment[topic]?.includes(partition)) continue;
          this.#seeks.delete(name);
          this.#control?.seek({ topic, partition }, to);
        }
        const { memberId, leaderId, assignor: groupProtocol, durationMs } = this.#generation!;
        const isLeader = memberId === leaderId;
        const told = { groupId, memberId, leaderId, isLeader, memberAssignment, groupProtocol, duration: durationMs };
        instrumentation.emit(consumerEvents.GROUP_JOIN, told);
        logger.info('Consumer has joined the group', told);
        onJoined();
      },
      revoked: (assignment) => this.#resolved.forget(assignment),
      heartbeat: ({ memberId, generationId }) =>
        instrumentation.emit(consumerEvents.HEARTBEAT, { groupId, memberId, groupGenerationId: generationId }),
      rebalancing: ({ memberId }) => instrumentation.emit(consumerEvents.REBALANCING, { groupId, memberId }),
      committed: (offsets) => {
        this.#resolved.committed(offsets);
        const { memberId, generationId: groupGenerationId } = this.#generation!;
        instrumentation.emit(consumerEvents.COMMIT_OFFSETS, {
          groupId,
          memberId,
          groupGenerationId,
          ...byTopic(offsets),
        });
      },
      fetching: ({ broker: nodeId }) => instrumentation.emit(consumerEvents.FETCH_START, { nodeId }),
      fetched: ({ broker: nodeId, partitions: numberOfBatches, durationMs: duration }) =>
        instrumentation.emit(consumerEvents.FETCH, { numberOfBatches, duration, nodeId }),
      unsubscribed: (assignment) => {
        const { memberId, generationId } = this.#generation!;
        const told = {
          ...{ groupId, generationId, memberId, assignedTopics: Object.keys(assignment) },
          ...{ topicsSubscribed: [...topics.keys()], topicsNotSubscribed: Object.keys(assignment) },
        };
        logger.warn('Consumer group received unsubscribed topics', told);
        instrumentation.emit(consumerEvents.RECEIVED_UNSUBSCRIBED_TOPICS, told);
      },
    };
  }

  #pauseAssigned(): void {
    const assigned = this.paused.of(this.assignment);
    this.#control?.pause(
      assigned.flatMap(({ topic, partitions }) => partitions.map((partition) => ({ topic, partition }))),
    );
  }
}
