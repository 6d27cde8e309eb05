import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { defineCluster, text, topic } from '../../lib/cluster';
import { connect, consume, read, TransactionalProducer, type Client } from '../../lib/kafka';
import { down, localTarget, startKafka, status, up, type StartedKafka } from '../../lib/local';
import type { Cluster } from '../../lib/cluster';
import { eventually } from '../support/eventually';
import { rejection } from '../support/rejection';

jest.setTimeout(300_000);

const topics = { test: topic({ partitions: 1, serde: text }), copies: topic({ partitions: 1, serde: text }) };

describe.each(['3.9.2', '4.3.1'] as const)('one node of Kafka %s', (version) => {
  let kafka: StartedKafka<Cluster>;
  let client: Client;
  const work = { report: () => undefined, signal: new AbortController().signal };

  beforeAll(async () => {
    const cluster = defineCluster({ metadata: 'kraft', kafka: version, brokers: 1, topics });
    kafka = await startKafka({ cluster });
    client = await connect({ brokers: kafka.brokers });
  });
  afterAll(async () => {
    await client.close();
    await kafka.stop();
  });

  const valuesOf = async (name: string): Promise<string[]> => {
    const values: string[] = [];
    for await (const { messages } of read(client, { topic: name }))
      values.push(...messages.map(({ value }) => String(value)));
    return values;
  };

  test('is one process of that version, without ZooKeeper', async () => {
    const servers = await status(kafka.cluster, kafka);
    expect(servers.map(({ name, state }) => [name, state])).toEqual([['broker-1', 'up']]);
    expect(readFileSync(servers[0]!.log, 'utf8')).toContain(`Kafka version: ${version}`);
  });

  test('takes messages and gives them back, through down and up too', async () => {
    await localTarget(kafka.cluster, kafka).demonstrate(work);
    const before = await valuesOf('test');
    expect(before).toHaveLength(30);
    await down(kafka.cluster, kafka);
    await up(kafka.cluster, kafka);
    expect(await valuesOf('test')).toEqual(before);
  });

  test('has groups, which go on where they had come to', async () => {
    const seen: string[] = [];
    const turn = (count: number) =>
      consume(
        client,
        { groupId: 'readers', topics: ['test'], fromBeginning: true, until: 'caught-up', count },
        ({ messages }) => {
          seen.push(...messages.map(({ value }) => String(value)));
        },
      );
    await turn(10);
    await turn(20);
    expect(seen).toEqual(await valuesOf('test'));
  });

  test('has transactions, which show all or nothing', async () => {
    const producer = new TransactionalProducer(client, { transactionalId: 'copier', lingerMs: 0 });
    const write = (value: string) =>
      producer.transaction(async (transaction) => {
        await transaction.send({ topic: 'copies', value });
        if (value === 'bad') throw new Error('of the caller');
      });
    await write('good 1');
    await expect(write('bad')).rejects.toThrow('of the caller');
    await write('good 2');
    await producer.close();
    await eventually('the markers are written', async () => (await valuesOf('copies')).length === 2);
    expect(await valuesOf('copies')).toEqual(['good 1', 'good 2']);
  });

  test('begins nothing anew where its data were deleted', async () => {
    await down(kafka.cluster, kafka);
    const data = join(kafka.folder, kafka.cluster.name, 'broker-1', 'data');
    renameSync(data, `${data}.away`);
    const error = await rejection(up(kafka.cluster, kafka));
    expect(error).toMatchObject({ code: 'OTHER_ENSEMBLE', exitCode: 2 });
    expect(error.message).toMatch(/^broker-1 lost its data, and with it what topics there are: put it back, or /);
    renameSync(`${data}.away`, data);
    await up(kafka.cluster, kafka);
    expect(await valuesOf('copies')).toEqual(['good 1', 'good 2']);
  });

  test('keeps its log in the cluster’s folder, formatted for nobody else', () => {
    const meta = readFileSync(join(kafka.folder, kafka.cluster.name, 'broker-1', 'data', 'meta.properties'), 'utf8');
    expect(meta).toMatch(/^node\.id=1$/m);
    expect(meta).toMatch(/^version=1$/m);
  });
});
