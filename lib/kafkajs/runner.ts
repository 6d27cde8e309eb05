import { AsyncLocalStorage } from 'node:async_hooks';
import type { ConsumerConfig, ConsumerRunConfig, Logger } from 'kafkajs';
import {
  consume,
  type Assignment,
  type Client,
  type Control,
  type Handler,
  type MemberHooks,
  type Start,
} from '../kafka';
import { assignorsOf } from './assigners';
import { attempt } from './attempts';
import { kafkaJsError } from './errors';
import { consumerEvents, type Instrumentation } from './events';
import { handlerOf } from './handlers';
import { byTopic, Resolved } from './resolved';
import { Paused, type Pausing } from './paused';
import { deadlineOf } from './retry';
import type { Running } from './running';
import { Turn } from './turn';

export interface RunnerOptions {
  readonly consumer: ConsumerConfig;
  readonly run: ConsumerRunConfig;
  /** By topic, whether a group that has committed nothing starts at the beginning. */
  readonly topics: ReadonlyMap<string, boolean>;
  readonly logger: Logger;
  readonly instrumentation: Instrumentation<typeof consumerEvents>;
}

/** A batch may take that long, as with Java's clients, whatever a rebalance waits for with kafkajs. */
const MIN_POLL_INTERVAL_MS = 300_000;

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
    const { consumer, topics, logger } = this.options;
    const { rebalanceTimeout = 0, sessionTimeout, maxWaitTimeInMs, maxBytes, maxBytesPerPartition, retry } = consumer;
    const deadlineMs = deadlineOf(retry);
    const given = {
      sessionTimeoutMs: sessionTimeout,
      fetchMaxWaitMs: maxWaitTimeInMs,
      fetchMaxBytes: maxBytes,
      maxPartitionFetchBytes: maxBytesPerPartition,
      deadlineMs: deadlineMs === undefined ? undefined : Math.max(deadlineMs, 30_000),
    };
    await consume(
      client,
      {
        ...(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as object),
        groupId: consumer.groupId,
        topics: [...topics.keys()],
        fromBeginning: Object.fromEntries(topics),
        assignors: assignorsOf(consumer, logger),
        isolation: consumer.readUncommitted ? 'read_uncommitted' : 'read_committed',
        offsetReset: [...topics.values()].includes(true) ? 'earliest' : 'latest',
        maxPollIntervalMs: Math.max(rebalanceTimeout, MIN_POLL_INTERVAL_MS),
        concurrency: this.config.partitionsConsumedConcurrently ?? 1,
        commit: this.config.autoCommit === false ? 'manual' : 'batch',
        on: this.#hooks(onJoined),
        onStart: (control) => (this.#control = control),
        signal: this.#stop.signal,
      },
      this.#handle,
    );
  }

  readonly #handle: Handler = (batch, signal, control) =>
    handling.run(this, async () => {
      const turn = new Turn(batch, signal, control, this.#resolved, this);
      if (turn.isOver()) return { stoppedAt: turn.position };
      const name = `${turn.topic}/${turn.partition}`;
      this.#turns.set(name, turn);
      const told = this.#tellBegin(turn);
      try {
        const { logger, consumer } = this.options;
        await attempt(turn, this.#resolved, handlerOf(this.config), { retry: consumer.retry, logger });
      } finally {
        this.#turns.delete(name);
      }
      told();
      return turn.isDone ? undefined : { stoppedAt: turn.position };
    });

  #tellBegin(turn: Turn): () => void {
    const { instrumentation } = this.options;
    const { START_BATCH_PROCESS, END_BATCH_PROCESS } = consumerEvents;
    if (!instrumentation.has(START_BATCH_PROCESS) && !instrumentation.has(END_BATCH_PROCESS)) return () => undefined;
    const startedAt = Date.now();
    const { topic, partition, highWatermark, messages, ...batch } = turn.batch;
    const [offsetLag, offsetLagLow] = [batch.offsetLag(), batch.offsetLagLow()];
    const [firstOffset, lastOffset] = [batch.firstOffset(), batch.lastOffset()];
    const of = {
      topic,
      partition,
      highWatermark,
      offsetLag,
      offsetLagLow,
      batchSize: messages.length,
      firstOffset,
      lastOffset,
    };
    instrumentation.emit(START_BATCH_PROCESS, of);
    return () => instrumentation.emit(END_BATCH_PROCESS, { ...of, duration: Date.now() - startedAt });
  }

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
