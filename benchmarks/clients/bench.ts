import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createProducer, createTopic, deleteTopic, type Client } from '../../lib/kafka';
import { canCompress } from '../../lib/kafka/protocol/records/compression';
import { grouped } from '../../lib/cli-kit';
import { interleavedRuns, notHere, type Row } from '../measure';
import { consume, onFacade, onKafkaJs, produce, type Result } from './contestants';
import type { Rival } from './rivals';
import { latencyRow, rateRow } from './rows';
import { writePayloads, type Workload } from './workload';

export interface Size {
  readonly messages: number;
  /** Bytes of a value. */
  readonly bytes: number;
}

const PARTITIONS = 6;
/** Its rate does not depend on how long it runs, and it runs long. */
const KAFKAJS_SHARE = 1 / 5;

/** The rows of one cluster, whose brokers and client are given. */
export class ClientsBench {
  constructor(
    private readonly client: Client,
    readonly brokers: readonly string[],
    readonly rounds: number,
    private readonly rival: Rival,
  ) {}

  async produce(size: Size, compression: Workload['compression']): Promise<Row[]> {
    const what = `produce ${describe(size)}, compression ${compression}`;
    if (!(await canCompress(compression))) return [notHere(what, `${compression} needs Node.js 22.15 or later`)];
    return this.#withPayloads(size, async (workload) => {
      const common = { ...workload, compression };
      const { ours, other } = await interleavedRuns(
        {
          ours: () => this.#onNewTopic(produce, common),
          other: () => this.#onNewTopic(this.rival.produce, common),
        },
        this.rounds,
      );
      return [rateRow(what, ours, other, this.rival.bars.produce, this.rival.producer)];
    });
  }

  async produceBesideKafkaJs(size: Size): Promise<Row[]> {
    return this.#withPayloads(size, async (workload) => {
      const fewer = { ...workload, messages: Math.ceil(size.messages * KAFKAJS_SHARE) };
      const { ours, published } = await interleavedRuns(
        {
          ours: () => this.#onNewTopic(produce, workload),
          published: () => this.#onNewTopic(onKafkaJs.produce, fewer),
        },
        this.rounds,
      );
      return [rateRow(`produce ${describe(size)}`, ours, published, 4, 'plain kafkajs')];
    });
  }

  /** Programs written for kafkajs, run on these clients: beside kafkajs, and beside programs of these clients' own. */
  async facade(size: Size): Promise<Row[]> {
    return this.#withPayloads(size, async (workload) => {
      const fewer = { ...workload, messages: Math.ceil(size.messages * KAFKAJS_SHARE) };
      const produced = await interleavedRuns(
        {
          facade: () => this.#onNewTopic(onFacade.produce, workload),
          published: () => this.#onNewTopic(onKafkaJs.produce, fewer),
          ours: () => this.#onNewTopic(produce, workload),
        },
        this.rounds,
      );
      const consumed = await this.#onNewTopic(async (full) => {
        await produce(full);
        return interleavedRuns(
          { facade: () => onFacade.consume(full), published: () => onKafkaJs.consume(full), ours: () => consume(full) },
          this.rounds,
        );
      }, workload);
      return (
        [
          ['produce', produced, 4],
          ['consume', consumed, 2],
        ] as const
      ).flatMap(([verb, { facade, published, ours }, bar]) => {
        const what = `${verb} ${describe(size)} by the API of kafkajs`;
        return [rateRow(what, facade, published, bar, 'kafkajs'), rateRow(what, facade, ours, 0.8, 'by our own API')];
      });
    });
  }

  /** How long acknowledgements take at a rate that everyone can keep. */
  async latency(size: Size, rate: number): Promise<Row[]> {
    return this.#withPayloads(size, async (workload) => {
      const common = { ...workload, rate };
      const { ours, other } = await interleavedRuns(
        {
          ours: () => this.#onNewTopic(produce, common),
          other: () => this.#onNewTopic(this.rival.produce, common),
        },
        this.rounds,
      );
      const { bars, producer } = this.rival;
      const what = `acknowledgement at ${grouped(rate)}/s × ${size.bytes} B`;
      return [
        latencyRow(`${what}, p50`, ours, other, bars.latency, producer, ({ p50Ms }) => p50Ms!),
        latencyRow(`${what}, p99`, ours, other, bars.latency, producer, ({ p99Ms }) => p99Ms!),
      ];
    });
  }

  async consume(size: Size): Promise<Row[]> {
    return this.#withPayloads(size, (workload) =>
      this.#onNewTopic(async (full) => {
        await produce(full);
        const { ours, other } = await interleavedRuns(
          { ours: () => consume(full), other: () => this.rival.consume(full) },
          this.rounds,
        );
        const what = `consume ${describe(size)}`;
        const { bars, consumer } = this.rival;
        const fetched = ({ messages, fetchMs }: Result) => (messages / fetchMs!) * 1000;
        return [
          rateRow(what, ours, other, bars.consume, consumer),
          rateRow(`${what}, without connecting and joining`, ours, other, bars.consume, consumer, fetched),
        ];
      }, workload),
    );
  }

  async #withPayloads<T>(size: Size, work: (workload: Omit<Workload, 'topic'>) => Promise<T>): Promise<T> {
    const payloadFile = path.join(tmpdir(), `payloads-${randomUUID()}`);
    writePayloads(payloadFile, size.bytes);
    try {
      return await work({ brokers: this.brokers, messages: size.messages, payloadFile, compression: 'none' });
    } finally {
      await rm(payloadFile);
    }
  }

  /**
   * Followers fetch a new partition when their poll for older ones ends, up to half a second later: that is not of the clients.
   */
  async #untilReplicated(topic: string): Promise<void> {
    const producer = await createProducer(this.client, { lingerMs: 0 });
    const partitions = Array.from({ length: PARTITIONS }, (_, partition) => partition);
    await Promise.all(partitions.map((partition) => producer.send({ topic, partition, value: 'first' })));
    await producer.close();
  }

  /** Gone afterwards: the disk should not fill, nor the page cache. */
  async #onNewTopic<T>(work: (workload: Workload) => Promise<T>, workload: Omit<Workload, 'topic'>): Promise<T> {
    const topic = randomUUID();
    const config = { 'file.delete.delay.ms': 0 };
    await createTopic(this.client, { name: topic, partitions: PARTITIONS, replicationFactor: 3, config });
    try {
      await this.#untilReplicated(topic);
      return await work({ ...workload, topic });
    } finally {
      await deleteTopic(this.client, topic);
    }
  }
}

const describe = ({ messages, bytes }: Size): string => `${grouped(messages)} × ${grouped(bytes)} B`;
