import { rejection } from '../../support/rejection';
import { run } from '../../support/run';
import { kindState } from '../../../lib/kind';
import { isHealthy } from '../../../lib/target';
import { project } from '../../../lib/cli-kit';
import { createTopic } from '../../../lib/kafka';
import { up } from '../../../lib/kind';
import { heldBy } from '../../../lib/kind/checks/held-replicas';
import { KindCluster } from '../support/kind-cluster';
import { brokers, identities } from '../support/pods';
import { audit, FLAWLESS, produce } from '../support/traffic';

const MESSAGES = 3000;

export function letsBrokersGo(kind: KindCluster): void {
  const { description } = kind.cluster;
  const count = kind.cluster.brokers.length - 1;
  const smaller = new KindCluster({ ...description, brokers: count });
  const last = `broker-${count + 1}`;
  const upSmaller = () =>
    up(smaller.cluster, { folder: project.kindFolder, project: project.root, deadlineMs: 300_000 });
  const look = () => kindState(smaller.cluster, AbortSignal.timeout(60_000));

  test('a broker that is described no more is shown, and the cluster not called healthy', async () => {
    const state = await look();
    expect(state.servers.filter(({ described }) => !described).map(({ name }) => name)).toEqual([last]);
    expect(isHealthy(state)).toBe(false);
    expect(state.pods?.map(({ name }) => name)).toContain(last);
  });

  test('fewer brokers are refused while the one to go holds replicas; the commands that are told move these away, it goes, its volume stays, and no message is lost', async () => {
    const topic = 'moved';
    const client = await kind.connect();
    await createTopic(client, { name: topic, partitions: 8, replicationFactor: 1 });
    const sent = await produce(client, topic, MESSAGES);
    const before = await identities(kind);

    const error = await rejection(upSmaller());
    expect(error).toMatchObject({ code: 'REFUSED_CHANGE', exitCode: 2 });
    expect(error.message).toMatch(new RegExp(`^ {2}${last} holds \\d+ replicas \\(.+\\)$`, 'm'));
    expect(await identities(kind)).toEqual(before);

    const [move, verify, ...more] = error.message.split('\n').filter((line) => line.startsWith('    kubectl '));
    expect(more).toEqual([]);
    expect(await run('bash', ['-c', move!])).toMatchObject({ exitCode: 0 });
    const isMoved = async () => {
      const { stdout } = await run('bash', ['-c', verify!]);
      return stdout.includes('is completed') && !stdout.includes('in progress');
    };
    await kind.until('every reassignment is completed', isMoved);
    const isEmpty = async () => (await heldBy(kind.cluster, kind.kubectl, [count + 1]))[0]?.replicas.length === 0;
    await kind.until(`${last} holds nothing`, isEmpty);

    await upSmaller();
    expect((await brokers(kind)).map(({ metadata }) => metadata.name)).not.toContain(last);
    expect((await kind.kubectl('get', 'persistentvolumeclaim', `data-${last}`, '--output', 'name')).stdout).not.toBe(
      '',
    );
    expect(await audit(client, topic, sent)).toEqual(FLAWLESS);
    await smaller.until('the cluster is healthy', async () => isHealthy(await look()));
    await client.close();
  });
}
