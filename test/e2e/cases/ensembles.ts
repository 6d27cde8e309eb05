import { consume, createTopic, health, type Client } from '../../../lib/kafka';
import { applyByHand, ROLL_MS, serversAreDone } from '../support/by-hand';
import { print, type KindCluster } from '../support/kind-cluster';
import { identities, isReplaced, totalRestarts } from '../support/pods';
import { audit, FLAWLESS, produce, startTraffic, type Outcome } from '../support/traffic';

const MESSAGES = 3000;
const CONSUMED = 1000;
const GROUP = 'readers';

/** What a server of ZooKeeper says of itself: leader, follower or standalone; undefined without a quorum. */
async function mode(kind: KindCluster, id: number): Promise<string | undefined> {
  const srvr = 'exec 3<>/dev/tcp/127.0.0.1/2181; printf srvr >&3; cat <&3';
  const { stdout } = await kind.kubectl('exec', `zookeeper-${id}`, '--', 'bash', '-c', srvr);
  return /^Mode: (\w+)$/m.exec(stdout)?.[1];
}

/** One of so many servers leads, and all others follow it. */
async function expectOneQuorum(kind: KindCluster, servers: number): Promise<void> {
  const modes = await Promise.all(Array.from({ length: servers }, (_, i) => mode(kind, i + 1)));
  expect(modes.sort()).toEqual([...Array<string>(servers - 1).fill('follower'), 'leader']);
}

/** Through the life of an ensemble, each test after the other. */
export function keepsItsHistory(kind: KindCluster): void {
  const topic = 'history';
  let before: Outcome['sent'];
  let clusterId: string;

  /** Traffic while something is done, then all that was ever acknowledged, and the cluster's id and group. */
  const losesNothing = async (what: string, change: () => Promise<void>): Promise<void> => {
    const client = await kind.connect();
    const during = `during-${Date.now()}`;
    await createTopic(client, { name: during, partitions: 3, replicationFactor: kind.cluster.replication.factor });
    const traffic = await startTraffic(client, during);
    await change();
    const acked = traffic.acked();
    await kind.until('the producer goes on', () => Promise.resolve(traffic.acked() > acked + 200));
    const { sent, failed, longestStallMs } = await traffic.stop();
    print(`${what}: ${sent.length} messages sent meanwhile, longest stall ${longestStallMs} ms`);
    expect(failed).toEqual([]);
    expect(await audit(client, during, sent)).toEqual(FLAWLESS);
    expect(await audit(client, topic, before)).toEqual(FLAWLESS);
    expect(await lag(client)).toBe(MESSAGES - CONSUMED);
    expect(client.clusterId).toBe(clusterId);
    await client.close();
  };
  const lag = async (client: Client): Promise<number | undefined> =>
    (await health(client)).groups.find(({ groupId }) => groupId === GROUP)?.lag[topic];

  test('one server of ZooKeeper, started by hand, serves', async () => {
    await applyByHand(kind, {});
    await kind.until('all servers are ready', () => serversAreDone(kind), ROLL_MS);
    const client = await kind.connect();
    await createTopic(client, { name: topic, partitions: 6, replicationFactor: kind.cluster.replication.factor });
    before = await produce(client, topic, MESSAGES);
    const options = { groupId: GROUP, topics: [topic], fromBeginning: true, count: CONSUMED };
    expect(await consume(client, options, () => undefined)).toMatchObject({ messages: CONSUMED });
    expect(await lag(client)).toBe(MESSAGES - CONSUMED);
    clusterId = client.clusterId;
    await client.close();
  });

  test('kubectl apply of three servers instead of one makes one quorum of them, and loses nothing', async () => {
    await losesNothing('zookeeper.replicas 1 to 3', async () => {
      await applyByHand(kind, { zookeeper: { replicas: 3 } });
      await kind.until('all servers are ready', () => serversAreDone(kind), ROLL_MS);
    });
    await expectOneQuorum(kind, 3);
    expect(await totalRestarts(kind)).toBe(0);
  });

  test.each([1, 3])('server %i of three joins again without its volume, and loses nothing', async (id) => {
    const pods = await identities(kind);
    await losesNothing(`volume of zookeeper-${id} lost`, async () => {
      await kind.kubectl('delete', `persistentvolumeclaim/data-zookeeper-${id}`, `pod/zookeeper-${id}`, '--wait=false');
      await kind.until('it is ready again', () => isReplaced(kind, pods, `zookeeper-${id}`));
    });
    await expectOneQuorum(kind, 3);
  });

  test('a server that has lost its volume waits for one that has data, when all start again at once', async () => {
    const pods = await identities(kind);
    const names = [1, 2, 3].map((id) => `zookeeper-${id}`);
    await losesNothing('all of ZooKeeper deleted, and the volume of zookeeper-2', async () => {
      const all = names.map((name) => `pod/${name}`);
      await kind.kubectl('delete', 'persistentvolumeclaim/data-zookeeper-2', ...all, '--wait=false');
      for (const name of names) await kind.until(`${name} is ready again`, () => isReplaced(kind, pods, name));
    });
    expect((await kind.kubectl('logs', 'zookeeper-2')).stdout).toContain('no data here, but others have some: joining');
    await expectOneQuorum(kind, 3);
  });

  test.each([
    [1, 'zookeeper-1'],
    [5, 'zookeeper-3'],
  ] as const)(
    'kubectl apply of %i instead of three is refused by %s, and the old description heals',
    async (replicas, server) => {
      await applyByHand(kind, { zookeeper: { replicas } });
      const refusal = `these are data of an ensemble of 3 servers, but zookeeper.replicas is ${replicas} now: nothing is lost, describe 3 again`;
      const log = () => kind.kubectl('logs', server).then(({ stdout, stderr }) => stdout + stderr);
      await kind.until(`${server} refuses`, async () => (await log().catch(() => '')).includes(refusal), ROLL_MS);
      await applyByHand(kind, { zookeeper: { replicas: 3 } });
      await kind.until('all servers are ready', () => serversAreDone(kind), ROLL_MS);
      await losesNothing('three servers again', () => Promise.resolve());
      await expectOneQuorum(kind, 3);
    },
  );
}
