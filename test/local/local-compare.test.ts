import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineCluster, type ClusterDescription } from '../../lib/cluster';
import { connect, createTopic } from '../../lib/kafka';
import { down } from '../../lib/local';
import { localTarget } from '../../lib/local/target';
import { startCluster, type LocalCluster } from '../support/local-cluster';
import { rejection } from '../support/rejection';

jest.setTimeout(120_000);

let local: LocalCluster;
beforeAll(async () => {
  local = await startCluster({ brokers: 1 });
});
afterAll(() => local.stop());

const signal = new AbortController().signal;
const target = (more: ClusterDescription) =>
  localTarget(defineCluster({ ...local.cluster.description, ...more }), { folder: local.folder });
const compared = (more: ClusterDescription) => target(more).compare(signal);

test('what is described otherwise than it is there is shown with what up would do, of topics too, and nothing is changed', async () => {
  const client = await connect({ brokers: local.bootstrap, clientId: 'test' });
  const orders = { name: 'orders', partitions: 3, replicationFactor: 1, config: { 'retention.ms': 5000 } };
  await createTopic(client, orders);
  await client.close();
  const described = { orders: { partitions: 3, config: { 'retention.ms': 5000 } } };
  expect(await compared({ topics: described })).toEqual({ differences: [], refusals: [], notes: [] });
  const found = await compared({
    topics: { orders: { partitions: 6, config: { 'retention.ms': 6000 } }, more: { partitions: 1 } },
    brokers: 2,
  });
  expect(found).toMatchObject({
    differences: [
      { field: 'brokers', there: 1, described: 2, does: expect.stringMatching(/^at once, by up/) as string },
      { field: 'config' },
      { field: 'topics.orders.partitions', there: 3, described: 6, does: 'at once' },
      { field: 'topics.orders.config.retention.ms', there: '5000', described: '6000', does: 'at once' },
      { field: 'topics.more', there: null, described: '1 × 2', does: 'at once' },
    ],
    refusals: [],
  });
  expect(await compared({ topics: { orders: { partitions: 1 } } })).toMatchObject({
    refusals: [expect.stringMatching(/^topic "orders" has 3 partitions, but 1 are described/) as string],
  });
  const faulty = { orders: { partitions: 1, config: { 'retention.ms': 1000, 'segment.ms': 90_000 } } };
  const refusals = [
    /has 3 partitions, but 1 are described/,
    /has retention\.ms=5000, but retention\.ms=1000 is described/,
  ];
  expect(await compared({ topics: faulty })).toMatchObject({
    differences: [
      { field: 'topics.orders.partitions', does: expect.stringMatching(/^refused: .* partitions/) as string },
      { field: 'topics.orders.config.retention.ms', does: expect.stringMatching(/^refused: .* retention/) as string },
      { field: 'topics.orders.config.segment.ms', does: 'at once' },
    ],
    refusals: refusals.map((refusal) => expect.stringMatching(refusal) as string),
  });
  const { message } = await rejection(target({ topics: faulty }).up({ report: () => undefined, signal }));
  expect(message).toMatch(/^2 faults:\n {2}topic "orders"/);
  for (const refusal of refusals) expect(message).toMatch(refusal);
  expect(await compared({ topics: described })).toMatchObject({ differences: [] });
  await down(local.cluster, local);
  expect(await compared({})).toMatchObject({ notes: ['topics were not compared: no broker answers'] });
  expect(await localTarget(local.cluster, { folder: `${local.folder}/none` }).compare(signal)).toBeUndefined();
});

test('what its folder has forgotten is not taken for a cluster that is not there', async () => {
  await local.up();
  const record = join(local.folder, local.cluster.name, 'cluster.json');
  const text = readFileSync(record);
  for (const left of ['', '{"version":1}']) {
    writeFileSync(record, left);
    expect(await compared({ config: { 'log.retention.ms': 1000 } })).toMatchObject({
      refusals: [expect.stringMatching(/^config /) as string],
      notes: [expect.stringMatching(/cluster\.json is missing or damaged: /) as string],
    });
    expect(await compared({})).toMatchObject({ refusals: [] });
  }
  writeFileSync(record, text);
  expect(await compared({})).toEqual({ differences: [], refusals: [], notes: [] });
});
