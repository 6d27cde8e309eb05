import { rm } from 'node:fs/promises';
import {
  connect,
  createProducer,
  createTopic,
  findOffsets,
  read,
  type Client,
  type Message,
  type NewTopic,
} from '../../lib/kafka';
import { down } from '../../lib/local';
import { job } from './jobs';
import { startCluster, type LocalCluster } from './local-cluster';
import type { RunOptions } from './run';
import { temporaryFolder } from './temporary-folder';

/** All that 50,000 messages take where others have most of the machine. */
const PATIENT: RunOptions = { deadlineMs: 200_000 };

/** One broker of the tests of a file, whose data is deleted now and then. */
export class BackupFixture {
  local!: LocalCluster;
  client!: Client;
  folder!: string;

  constructor() {
    beforeAll(async () => {
      const config = { 'log.cleaner.backoff.ms': 200, 'transaction.state.log.replication.factor': 1 };
      this.folder = await temporaryFolder('kafka-streaming-backup-');
      this.local = await startCluster({ brokers: 1, config });
      this.client = await connect({ brokers: this.local.bootstrap });
    }, 120_000);
    afterAll(async () => {
      await this.client.close();
      await this.local.stop();
      await rm(this.folder, { recursive: true });
    }, 60_000);
  }

  /** All of it is lost, as on the day for which backups are made. */
  async loseAll(): Promise<void> {
    await this.client.close();
    await down(this.local.cluster, { folder: this.local.folder, deleteData: true });
    await this.local.up();
    this.client = await connect({ brokers: this.local.bootstrap });
  }

  /** Does `work` on what the cluster has on the disk. */
  async whileDown(work: () => void): Promise<void> {
    await this.client.close();
    await down(this.local.cluster, { folder: this.local.folder });
    work();
    await this.local.up();
    this.client = await connect({ brokers: this.local.bootstrap });
  }

  create(topic: Pick<NewTopic, 'name' | 'config'> & Partial<NewTopic>): Promise<void> {
    return createTopic(this.client, { partitions: 1, replicationFactor: 1, ...topic });
  }

  async produce(messages: readonly Message[]): Promise<void> {
    const producer = await createProducer(this.client);
    for (const message of messages) await producer.enqueue(message, ({ outcome }) => expect(outcome).toBe('acked'));
    await producer.close();
  }

  /** What a backup is to bring back, each partition in order: all but offsets. */
  async contents(topic: string): Promise<Readonly<Record<number, string[]>>> {
    const contents: Record<number, string[]> = {};
    for await (const { partition, messages } of read(this.client, { topic })) {
      for (const { key, value, headers, timestamp } of messages)
        (contents[partition] ??= []).push(JSON.stringify([key, value, headers, timestamp]));
    }
    return contents;
  }

  /** Records behind a position. */
  async recordsFrom(topic: string, partition: number, offset: number): Promise<number> {
    let count = 0;
    const from = { offset };
    for await (const { messages } of read(this.client, { topic, partitions: [partition], from }))
      count += messages.length;
    return count;
  }

  async size(topic: string): Promise<number> {
    const ends = await findOffsets(this.client, topic, 'latest');
    return ends.reduce((sum, { offset }) => sum + offset, 0);
  }

  backup = (to: string, topics: readonly string[] = [], options?: RunOptions) =>
    job(this.local, 'backup', [...topics, '--to', to], { ...PATIENT, ...options });

  restore = (from: string, args: readonly string[] = [], options?: RunOptions) =>
    job(this.local, 'restore', [...args, '--from', from], { ...PATIENT, ...options });
}

export const SUCCESS = { exitCode: 0 } as const;
