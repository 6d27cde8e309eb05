import {
  alterTopicConfig,
  connect,
  createTopic,
  describeConfig,
  describeQuorum,
  findController,
  health,
  layout,
  type Client,
} from '../../lib/kafka';
import { eventually } from '../support/eventually';
import { startCluster, type LocalCluster } from '../support/local-cluster';

jest.setTimeout(120_000);

let local: LocalCluster;
let client: Client;
beforeAll(async () => {
  local = await startCluster({ metadata: 'kraft' });
  client = await connect({ brokers: local.bootstrap });
}, 240_000);
afterAll(async () => {
  await client.close();
  await local.stop();
}, 60_000);

/** The controller, as soon as there is one. */
async function elected(): Promise<number> {
  let id: number | undefined;
  await eventually('a controller is elected', async () => {
    id = (await findController(client, await client.refresh())).controllerId;
    return id !== undefined;
  });
  return id!;
}

describe('a cluster in KRaft mode', () => {
  test('tells who votes and how far each is, and who the controller is, whoever is asked', async () => {
    const quorum = (await describeQuorum(client))!;
    expect(quorum).toMatchObject({ observers: [], leaderEpoch: expect.any(Number) as number });
    expect(quorum.voters.map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(quorum.voters.find(({ id }) => id === quorum.leaderId)).toEqual({
      id: quorum.leaderId,
      lag: 0,
      behindMs: 0,
    });

    const looks = await Promise.all(
      Array.from({ length: 8 }, async () => [(await layout(client)).controllerId, (await health(client)).controllerId]),
    );
    expect(new Set(looks.flat())).toEqual(new Set([quorum.leaderId]));
  });

  test('tells the levels of its features', async () => {
    const { features } = await health(client);
    expect(features).toMatchObject({ 'metadata.version': expect.any(Number) as number, 'kraft.version': 1 });
  });

  test('is told of changes by every broker as soon as they are made', async () => {
    await createTopic(client, { name: 'changed', partitions: 1, replicationFactor: 3 });
    for (const value of ['100001', '100002', '100003']) {
      await alterTopicConfig(client, 'changed', { set: { 'retention.ms': value } });
      for (const broker of local.bootstrap) {
        const one = await connect({ brokers: [broker] });
        const config = await describeConfig(one, { topic: 'changed' });
        expect(config.find(({ name }) => name === 'retention.ms')).toMatchObject({ value, source: 'topic' });
        await one.close();
      }
    }
  });

  test('elects another controller when that one is killed, and topics can be made', async () => {
    const first = await elected();
    await local.kill('broker', first, 'SIGKILL');
    await eventually('another one is the controller', async () => (await elected()) !== first);
    const { quorum } = await health(client);
    expect(quorum!.voters.find(({ id }) => id === first)!.behindMs ?? Infinity).toBeGreaterThan(0);
    await createTopic(client, { name: 'after', partitions: 1, replicationFactor: 2 });
  });
});
