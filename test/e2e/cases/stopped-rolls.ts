import { rejection } from '../../support/rejection';
import { project } from '../../../lib/cli-kit';
import { createTopic } from '../../../lib/kafka';
import { up } from '../../../lib/kind';
import { KindCluster } from '../support/kind-cluster';
import { identities } from '../support/pods';
import { audit, FLAWLESS, produce, startTraffic } from '../support/traffic';

const BEFORE = 3000;
const MEANWHILE = 400;

export function stopsARollThatFails(kind: KindCluster): void {
  test('a roll to an image that cannot be had stops at its first broker, and says so; the rest serves, and the old description takes it back', async () => {
    const topic = 'roll-stopped';
    const client = await kind.connect();
    const replicationFactor = kind.cluster.replication.factor;
    await createTopic(client, { name: `${topic}-before`, partitions: 6, replicationFactor });
    await createTopic(client, { name: topic, partitions: 6, replicationFactor });
    const sentBefore = await produce(client, `${topic}-before`, BEFORE);
    const before = await identities(kind);
    const traffic = await startTraffic(client, topic);

    const { description } = kind.cluster;
    const bad = new KindCluster({ ...description, images: { ...description.images, kafka: 'apache/kafka:no-such' } });
    const error = await rejection(
      up(bad.cluster, { folder: project.kindFolder, project: project.root, deadlineMs: 300_000 }),
    );
    expect(error).toMatchObject({ code: 'ROLL_STOPPED', exitCode: 3 });
    const [reason, rest] = error.message.split('\n');
    expect(reason).toMatch(/^broker-3 does not start, since its image apache\/kafka:no-such cannot be had \(/);
    expect(rest).toMatch(/^broker-1, broker-2 serve on as before, .*put the old description back/);

    const acked = traffic.acked();
    await kind.until('the producer goes on', () => Promise.resolve(traffic.acked() > acked + MEANWHILE));
    await up(kind.cluster, { folder: project.kindFolder, project: project.root, deadlineMs: 300_000 });
    const { sent, failed } = await traffic.stop();
    expect(failed).toEqual([]);
    expect(await audit(client, topic, sent)).toEqual(FLAWLESS);
    expect(await audit(client, `${topic}-before`, sentBefore)).toEqual(FLAWLESS);
    expect({ ...(await identities(kind)), 'broker-3': null }).toEqual({ ...before, 'broker-3': null });
    await client.close();
  });
}
