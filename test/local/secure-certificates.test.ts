import { readFileSync } from 'node:fs';
import { addressText, interBrokerListener, localAddresses } from '../../lib/cluster';
import { connect, createProducer, read, type ConnectOptions } from '../../lib/kafka';
import { localTarget, securityFolder } from '../../lib/local';
import { prepareCluster, type LocalCluster } from '../support/local-cluster';
import { rejection } from '../support/rejection';

jest.setTimeout(180_000);

const signal = new AbortController().signal;
let local: LocalCluster;
let reports: string[];

beforeAll(async () => {
  local = await prepareCluster({
    metadata: 'kraft',
    brokers: 1,
    topics: { orders: {} },
    security: { clients: 'mtls', users: { shop: { produce: ['orders'] } } },
  });
  reports = [];
  const report = ({ step, detail = '' }: { readonly step: string; readonly detail?: string }) =>
    void reports.push(`${step} ${detail}`.trim());
  await localTarget(local.cluster, local).up({ report, signal });
});
afterAll(() => local.stop());

const text = (file: string) => readFileSync(file, 'utf8');
const own = () => securityFolder(local.cluster, local.folder);
const asShop = (brokers: readonly string[]): ConnectOptions => {
  const { cert, key } = own().user('shop');
  return { brokers, deadlineMs: 10_000, ssl: { ca: text(own().servers.cert), cert: text(cert), key: text(key) } };
};

test('without ZooKeeper, by certificates: a user writes, and reads nothing', async () => {
  expect(reports).toContain('user shop rights added');
  const client = await connect(asShop(localAddresses(local.cluster)));
  const producer = await createProducer(client, { lingerMs: 0 });
  expect(await producer.send({ topic: 'orders', value: 'by shop' })).toMatchObject({ outcome: 'acked' });
  await producer.close();
  const reading = async () => {
    for await (const { messages } of read(client, { topic: 'orders', until: 'caught-up' }))
      expect(messages).toEqual([]);
  };
  expect(await rejection(reading())).toMatchObject({ code: 'TOPIC_AUTHORIZATION_FAILED' });
  await client.close();
});

test('a user’s certificate opens nothing where servers meet, and whoever has none gets nowhere', async () => {
  const { cluster } = local;
  const internal = addressText(interBrokerListener(cluster.brokers[0]!).local.advertised);
  const controller = addressText(cluster.brokers[0]!.listeners.at(-1)!.local.advertised);
  for (const address of [internal, controller])
    expect(await rejection(connect(asShop([address])))).toMatchObject({ code: 'TLS_FAILED' });
  const nobody = { ca: text(own().servers.cert) };
  const outside = localAddresses(cluster);
  expect(await rejection(connect({ brokers: outside, ssl: nobody, deadlineMs: 10_000 }))).toMatchObject({
    code: 'TLS_FAILED',
  });
});

test('its state is seen, and it starts again as it was', async () => {
  const target = localTarget(local.cluster, local);
  expect((await target.state(signal)).servers.map(({ state }) => state)).toEqual(['up']);
  const before = text(own().admin.cert);
  await target.down({ deleteData: false, report: () => undefined, signal });
  await target.up({ report: () => undefined, signal });
  expect(text(own().admin.cert)).toBe(before);
  await target.demonstrate({ report: () => undefined, signal });
});
