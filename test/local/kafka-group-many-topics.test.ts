import { connect, consume, ensureTopics, type Client } from '../../lib/kafka';
import { Coordinator } from '../../lib/kafka/client/coordinator';
import { assignment, decode } from '../../lib/kafka/protocol/consumer-protocol';
import { describeGroups } from '../../lib/kafka/protocol/requests/describe-groups';
import { eventually } from '../support/eventually';
import { startCluster, type LocalCluster } from '../support/local-cluster';

jest.setTimeout(300_000);

const COUNT = 1000;
const SESSION_MS = 10_000;
const PARTITIONS = 2;
const topics = Object.fromEntries(
  Array.from({ length: COUNT }, (_, i) => [`t${i}`, { partitions: PARTITIONS, replicationFactor: 1 }]),
);

describe('a group of a thousand topics', () => {
  let local: LocalCluster;
  let observer: Client;
  let coordinator: Coordinator;
  beforeAll(async () => {
    local = await startCluster({ topics });
    observer = await connect({ brokers: local.bootstrap, clientId: 'observer' });
    coordinator = new Coordinator(observer, 'group', 'many');
    await ensureTopics(observer, local.cluster.topics);
  });
  afterAll(async () => {
    await observer.close();
    await local.stop();
  });

  const start = async () => {
    const client = await connect({ brokers: local.bootstrap });
    const stop = new AbortController();
    const options = { groupId: 'many', topics: Object.keys(topics), fromBeginning: true, sessionTimeoutMs: SESSION_MS };
    const consuming = consume(client, { ...options, signal: stop.signal }, () => undefined);
    consuming.catch(() => undefined);
    return async () => {
      stop.abort();
      await consuming;
      await client.close();
    };
  };

  /** Partitions by member, of a group that is at rest. */
  const settled = async (): Promise<ReadonlyMap<string, number> | undefined> => {
    const { groups } = await coordinator.ask(describeGroups, { groups: ['many'] });
    if (groups[0]!.groupState !== 'Stable') return undefined;
    return new Map(
      groups[0]!.members.map(({ memberId, memberAssignment }) => [
        memberId,
        decode(assignment, memberAssignment).assignedPartitions.flatMap(({ partitions }) => partitions).length,
      ]),
    );
  };

  const untilShared = async (members: number) => {
    let shares: ReadonlyMap<string, number> | undefined;
    const condition = async () => {
      shares = await settled();
      return (
        shares?.size === members && [...shares.values()].every((share) => share === (COUNT * PARTITIONS) / members)
      );
    };
    await eventually(`${members} members share the topics`, condition, SESSION_MS, () =>
      Promise.resolve(JSON.stringify([...(shares ?? [])])),
    );
    return [...shares!.keys()];
  };

  test('settles within one session, whoever comes and goes, and no member is taken for dead', async () => {
    const leaveFirst = await start();
    const [first] = await untilShared(1);
    const leaveSecond = await start();
    expect(await untilShared(2)).toContain(first);
    await leaveSecond();
    expect(await untilShared(1)).toEqual([first]);
    await leaveFirst();
  });
});
