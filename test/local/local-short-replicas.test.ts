import { cpSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, createProducer, createTopic, describeTopic, electLeaders, read } from '../../lib/kafka';
import { down, LocalRunError } from '../../lib/local';
import { logEnd } from '../../lib/local/replicas/log-end';
import { eventually } from '../support/eventually';
import { startCluster, type LocalCluster } from '../support/local-cluster';
import { rejection } from '../support/rejection';
import { runProgram } from '../support/run';

jest.setTimeout(300_000);

const TOPIC = 'kept';
const MESSAGES = 3000;

describe('a broker that was the last in sync, and lacks messages', () => {
  let local: LocalCluster;
  let sent = 0;
  const produce = async (topic = TOPIC): Promise<void> => {
    const client = await connect({ brokers: local.bootstrap, clientId: 'test' });
    const producer = await createProducer(client);
    const sends = Array.from({ length: MESSAGES }, () =>
      producer.send({ topic, partition: 0, value: `${topic === TOPIC ? sent++ : ''}` }),
    );
    expect((await Promise.all(sends)).filter(({ outcome }) => outcome !== 'acked')).toEqual([]);
    await producer.close();
    await client.close();
  };
  const found = async (): Promise<number> => {
    const client = await connect({ brokers: local.bootstrap, clientId: 'test' });
    const values = new Set<string>();
    for await (const { messages } of read(client, { topic: TOPIC })) {
      for (const { value } of messages) values.add(String(value));
    }
    await client.close();
    return values.size;
  };
  const folderOf = (id: number): string => join(local.folder, local.cluster.name, `broker-${id}`);
  const replicaOf = (id: number): string => join(folderOf(id), 'data', `${TOPIC}-0`);
  const logOf = (id: number): string =>
    join(
      replicaOf(id),
      readdirSync(replicaOf(id))
        .filter((name) => name.endsWith('.log'))
        .sort()
        .at(-1)!,
    );
  const copyOf = (id: number): string => join(local.folder, `broker-${id}.copy`);
  const put = (from: string, to: string): void => {
    rmSync(to, { recursive: true, force: true });
    cpSync(from, to, { recursive: true });
  };
  /** Broker 3 stops last, and so is alone in sync. */
  const stopInOrder = async (): Promise<void> => {
    for (const id of [1, 2]) await local.kill('broker', id, 'SIGTERM');
    const client = await connect({ brokers: [local.bootstrap[2]!], clientId: 'test' });
    const inSync = async (): Promise<string> => {
      const topics = (await client.refreshAll()).topics.values();
      return [...new Set([...topics].flatMap(({ partitions }) => partitions.flatMap(({ inSync }) => inSync)))].join();
    };
    await eventually('broker 3 is alone in sync', async () => (await inSync()) === '3');
    await client.close();
    await local.kill('broker', 3, 'SIGTERM');
    await down(local.cluster, local);
  };

  beforeAll(async () => {
    local = await startCluster();
    const client = await connect({ brokers: local.bootstrap, clientId: 'test' });
    await createTopic(client, { name: TOPIC, partitions: 1, replicationFactor: 3 });
    await client.close();
    await produce();
    await stopInOrder();
    put(folderOf(3), join(local.folder, 'older'));
    await local.up();
    await produce();
    const again = await connect({ brokers: local.bootstrap, clientId: 'test' });
    await createTopic(again, { name: 'younger', partitions: 1, replicationFactor: 3 });
    await again.close();
    await produce('younger');
  });
  afterAll(() => local.stop());

  test('is not started while the others depend on it, whatever it lost, until that is there again', async () => {
    await stopInOrder();
    put(folderOf(3), copyOf(3));
    /** @param mark up to where it is known to be acknowledged there; undefined as if it was never there */
    const markYounger = (id: number, mark: number | undefined): void => {
      const marks = join(folderOf(id), 'data', 'replication-offset-checkpoint');
      const [version, , ...lines] = readFileSync(marks, 'utf8').split('\n');
      const left = lines.filter((line) => line !== '' && !line.startsWith('younger '));
      if (mark !== undefined) left.push(`younger 0 ${mark}`);
      writeFileSync(marks, `${[version, left.length, ...left].join('\n')}\n`);
    };
    const withoutYounger = (): void => {
      rmSync(join(folderOf(3), 'data', 'younger-0'), { recursive: true });
      rmSync(join(folderOf(3), 'data', 'start.id'));
      markYounger(3, undefined);
    };
    const losses: Readonly<Record<string, () => void>> = {
      'the folder of a replica': () => rmSync(replicaOf(3), { recursive: true }),
      'all of a log': () => truncateSync(logOf(3)),
      'the end of a log': () => truncateSync(logOf(3), Math.floor(statSync(logOf(3)).size / 2)),
      'what came after an older copy of its folder': () => put(join(local.folder, 'older'), folderOf(3)),
      'a topic that is younger than an older copy of its folder': withoutYounger,
      'such a topic, of which the others stopped before they learned that it was acknowledged': () => {
        withoutYounger();
        for (const id of [1, 2]) markYounger(id, 0);
      },
    };
    const outcomes: unknown[] = [];
    for (const [what, lose] of Object.entries(losses)) {
      lose();
      const error: unknown = await local.up().catch((error: unknown) => error);
      outcomes.push([what, error instanceof LocalRunError && error.code, / (kept|younger)\/0/.test(String(error))]);
      // Should it have been started, its folder must not go while it runs.
      await down(local.cluster, local);
      put(copyOf(3), folderOf(3));
    }
    await local.up();
    expect(await found()).toBe(sent);
    expect(outcomes).toEqual(Object.keys(losses).map((what) => [what, 'LOST_DATA', true]));
  });

  test.each([
    ['what it knew of it', [3]],
    ['all that any broker knew', [1, 2, 3]],
  ])('is not started either where it lost a replica and %s', async (_, ids) => {
    await stopInOrder();
    put(folderOf(3), copyOf(3));
    rmSync(replicaOf(3), { recursive: true });
    for (const data of ids.map((id) => join(folderOf(id), 'data'))) {
      for (const name of readdirSync(data).filter((name) => name.endsWith('offset-checkpoint')))
        rmSync(join(data, name));
    }
    const error = await rejection(local.up());
    await down(local.cluster, local);
    put(copyOf(3), folderOf(3));
    await local.up();
    expect(await found()).toBe(sent);
    expect(error).toMatchObject({ code: 'LOST_DATA', message: expect.stringContaining(' kept/0') as string });
  });

  test('is filled by the others where those are in sync as well', async () => {
    await local.kill('broker', 3, 'SIGKILL');
    rmSync(replicaOf(3), { recursive: true });
    await local.up();
    expect(await found()).toBe(sent);
  });

  test('is told from those that are only out of sync, which are started, though all were killed', async () => {
    await local.kill('broker', 1, 'SIGKILL');
    await produce();
    await Promise.all([2, 3].map((id) => local.kill('broker', id, 'SIGKILL')));
    await local.up();
    expect(await found()).toBe(sent);
  });

  test('has those wait with it that lack the same, so that an unclean election takes one that has all', async () => {
    await stopInOrder();
    const others = ['zookeeper-1', 'broker-2', 'broker-3'].map((name) => ({
      folder: join(local.folder, local.cluster.name, name),
      copy: join(local.folder, `${name}.before`),
    }));
    for (const { folder, copy } of others) put(folder, copy);
    await local.up();
    await produce();
    await down(local.cluster, local);
    for (const { folder, copy } of others) put(copy, folder);
    expect(await local.up().catch((error: unknown) => error)).toMatchObject({
      code: 'LOST_DATA',
      message: expect.stringMatching(/^broker-2, broker-3 lost messages/) as string,
    });
    const client = await connect({ brokers: [local.bootstrap[0]!], clientId: 'test' });
    await electLeaders(client, { type: 'unclean' });
    await client.close();
    await local.up();
    expect(await found()).toBe(sent);
  });

  test('costs nothing of what another one lacks, where the others lead what it lost itself', async () => {
    const describe = async (topic: string) => {
      const client = await connect({ brokers: local.bootstrap, clientId: 'test' });
      const [details] = (await describeTopic(client, topic)).partitionDetails;
      await client.close();
      return details!;
    };
    const { replicas, nextOffset } = await describe('younger');
    const first = replicas.find((id) => id !== 3)!;
    await stopInOrder();
    rmSync(replicaOf(3), { recursive: true });
    rmSync(join(folderOf(first), 'data', 'younger-0'), { recursive: true });
    expect(await rejection(local.up())).toMatchObject({
      code: 'LOST_DATA',
      message: expect.stringMatching(/^broker-3 lost messages.* elect --unclean kept\/0 -b/) as string,
    });
    // Whoever types it without the partition.
    const args = ['elect', '--unclean', '--yes', '-b', local.bootstrap[0]!];
    const elected = await runProgram('lib/cli/admin.ts', args);
    expect(elected.stdout).toBe('elected leaders of 1 partition\n');
    expect(elected.stderr).toMatch(
      new RegExp(
        `^nobody is elected for younger/0 \\(broker ${first} would be, which ends at offset 0, and broker \\d at `,
      ),
    );
    await local.up();
    expect(await found()).toBe(sent);
    expect((await describe('younger')).nextOffset).toBe(nextOffset);
  });

  test('is refused again and again where all copies were cut off, and nothing more is lost by that', async () => {
    await stopInOrder();
    for (const id of [1, 2, 3]) truncateSync(logOf(id), Math.floor((statSync(logOf(id)).size * (4 - id)) / 4));
    const left = logEnd(replicaOf(1))!;
    const refused = { code: 'LOST_DATA', message: expect.stringContaining(' kept/0, ') as string };
    expect(await rejection(local.up())).toMatchObject(refused);
    expect(await rejection(local.up())).toMatchObject(refused);
    await down(local.cluster, local);
    expect(await rejection(local.up())).toMatchObject(refused);
    const client = await connect({ brokers: [local.bootstrap[0]!], clientId: 'test' });
    await electLeaders(client, { type: 'unclean' });
    await client.close();
    await local.up();
    const again = await connect({ brokers: local.bootstrap, clientId: 'test' });
    const { nextOffset } = (await describeTopic(again, TOPIC)).partitionDetails[0]!;
    await again.close();
    expect(nextOffset).toBe(left);
    expect(await found()).toBeGreaterThanOrEqual(MESSAGES);
  });

  test('is told, put back from an older copy, where it alone had a partition, as nobody knows what came since', async () => {
    const client = await connect({ brokers: local.bootstrap, clientId: 'test' });
    await createTopic(client, { name: 'lone', partitions: 3, replicationFactor: 1 });
    const producer = await createProducer(client);
    const sendToAll = () =>
      Promise.all([0, 1, 2].map((partition) => producer.send({ topic: 'lone', partition, value: '' })));
    await sendToAll();
    await down(local.cluster, local);
    put(folderOf(3), copyOf(3));
    expect(await local.up()).toMatchObject({ older: [] });
    await sendToAll();
    await Promise.all([producer.close(), client.close()]);
    await down(local.cluster, local);
    put(copyOf(3), folderOf(3));
    expect(await local.up()).toMatchObject({ older: ['broker-3'], short: [], emptied: [] });
    expect(await found()).toBeGreaterThanOrEqual(MESSAGES);
  });

  test('has logs that end in their files where they end for the broker', async () => {
    const client = await connect({ brokers: local.bootstrap, clientId: 'test' });
    const end = (await describeTopic(client, TOPIC)).partitionDetails[0]!.nextOffset;
    await client.close();
    expect([1, 2, 3].map((id) => logEnd(replicaOf(id)))).toEqual([end, end, end]);
  });
});
