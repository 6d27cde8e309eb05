import { renameSync } from 'node:fs';
import { defineCluster, type Cluster, type SecurityDescription } from '../../lib/cluster';
import { connect, createProducer, read } from '../../lib/kafka';
import { down, localAccess, localTarget, securityFolder } from '../../lib/local';
import { prepareCluster, type LocalCluster } from '../support/local-cluster';
import { rejection } from '../support/rejection';

jest.setTimeout(240_000);

const users = { shop: { produce: ['orders'] } };
let local: LocalCluster;

beforeAll(async () => {
  local = await prepareCluster({ brokers: 1, topics: { orders: {} } });
});
afterAll(() => local.stop());

const described = (security: SecurityDescription | 'none'): Cluster =>
  defineCluster({ ...local.cluster.description, security });
const up = (cluster: Cluster) =>
  localTarget(cluster, local).up({ report: () => undefined, signal: new AbortController().signal });
const access = (cluster: Cluster) => localAccess(cluster, local.folder);

async function send(cluster: Cluster, value: string): Promise<void> {
  const client = await connect(access(cluster));
  const producer = await createProducer(client, { lingerMs: 0 });
  expect(await producer.send({ topic: 'orders', value })).toMatchObject({ outcome: 'acked' });
  await producer.close();
  await client.close();
}

async function values(cluster: Cluster): Promise<readonly string[]> {
  const client = await connect(access(cluster));
  const found: string[] = [];
  for await (const { messages } of read(client, { topic: 'orders' }))
    found.push(...messages.map(({ value }) => String(value)));
  await client.close();
  return found.sort();
}

test('security comes and goes with down and up, each way of getting in after the other, and every message stays', async () => {
  const steps = ['none', { users }, { clients: 'mtls', users }, { users }, 'none'] as const;
  const sent: string[] = [];
  for (const [index, security] of steps.entries()) {
    const cluster = described(security);
    await up(cluster);
    await send(cluster, `${index}`);
    sent.push(`${index}`);
    expect(await values(cluster)).toEqual(expect.arrayContaining(sent));
    await down(cluster, { folder: local.folder });
  }
});

test('security does not change beside servers that run', async () => {
  const [open, secured] = [described('none'), described({ users })];
  await up(open);
  expect(await rejection(up(secured))).toMatchObject({
    code: 'REFUSED_CHANGE',
    message: expect.stringMatching(/^security is described, but servers run without it: .*down.*, then .*up/) as string,
  });
  await send(open, 'beside');
  await down(open, { folder: local.folder });
});

test('another authority is not made beside servers that trust the one that is gone', async () => {
  const cluster = described({ users });
  await up(cluster);
  await send(cluster, 'before');
  const { path } = securityFolder(cluster, local.folder);
  renameSync(path, `${path}.away`);
  const error = await rejection(up(cluster));
  expect(error.message).toMatch(
    /servers\.(crt|key) is gone, and with it what the servers that run know others by: put .* back, or /,
  );
  renameSync(`${path}.away`, path);
  const before = await values(cluster);
  renameSync(path, `${path}.away`);
  await down(cluster, { folder: local.folder });
  await up(cluster);
  expect(await values(cluster)).toEqual(before);
  await down(cluster, { folder: local.folder });
});
