import { rejection } from '../../support/rejection';
import { project } from '../../../lib/cli-kit';
import { kindPorts } from '../../../lib/cluster';
import { createTopic } from '../../../lib/kafka';
import { up } from '../../../lib/kind';
import { writeManifests } from '../../../lib/kind/manifests';
import { KindCluster } from '../support/kind-cluster';
import { identities } from '../support/pods';
import { audit, FLAWLESS, produce } from '../support/traffic';

const MESSAGES = 3000;
const KINDS = 'statefulsets,deployments,services,configmaps,networkpolicies,poddisruptionbudgets,cronjobs,jobs';

interface Found {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly uid: string; readonly generation?: number };
  readonly data?: unknown;
}

/** What is described of every object: another generation is a change. */
async function objects({ cluster, kubectl }: KindCluster): Promise<unknown> {
  const ours = ['--selector', `app.kubernetes.io/instance=${cluster.name}`, '--output', 'json'];
  const { items } = JSON.parse((await kubectl('get', KINDS, ...ours)).stdout) as { items: Found[] };
  return items.map(({ kind, metadata: { name, uid, generation }, data }) => ({ kind, name, uid, generation, data }));
}

/** `kind` is the cluster as it is described now. */
export function refusesWhatCannotBeChanged(kind: KindCluster): void {
  const { description } = kind.cluster;
  const changed = (change: Partial<typeof description>) => new KindCluster({ ...description, ...change }).cluster;
  const options = { folder: project.kindFolder, project: project.root, deadlineMs: 300_000 };
  const REFUSED = { code: 'REFUSED_CHANGE', exitCode: 2 };

  test("a namespace that holds another cluster, and NodePorts that others have, are refused with the owners' names, and nothing is touched", async () => {
    const namespace = 'taken';
    const second = new KindCluster({ name: 'second', brokers: 1, reachable: { from: 'inside' }, namespace });
    const { dist } = await writeManifests(second.cluster, second.folder);
    await kind.kubectl('create', 'namespace', namespace);
    await kind.kubectl('apply', '--filename', dist);
    const before = await objects(kind);
    const error = await rejection(up(changed({ namespace }), options));
    expect(error).toMatchObject(REFUSED);
    expect(error.message).toMatch(/^namespace "taken" holds cluster "second" already \(.*StatefulSet broker/m);
    for (const [index, { nodePort }] of kindPorts(kind.cluster.brokers).entries())
      expect(error.message).toMatch(
        new RegExp(
          `^NodePort ${nodePort} is taken by Service broker-${index + 1}-external of namespace "default", of cluster "${kind.cluster.name}"`,
          'm',
        ),
      );
    expect(await objects(kind)).toEqual(before);
    await kind.kubectl('delete', 'namespace', namespace, '--wait=false');
  });

  test('a claim of another size is refused with the steps, and nothing is touched; these steps lose no message and restart no pod', async () => {
    const topic = 'resized';
    const client = await kind.connect();
    await createTopic(client, { name: topic, partitions: 6, replicationFactor: kind.cluster.replication.factor });
    const sent = await produce(client, topic, MESSAGES);
    const [before, pods] = [await objects(kind), await identities(kind)];
    const storage = { ...description.storage, size: '9Gi' } as const;

    // A change of the configuration beside it must not be made either.
    const both = changed({ storage, config: { 'message.max.bytes': 3_000_000 } });
    const error = await rejection(up(both, options));
    expect(error).toMatchObject(REFUSED);
    expect(error.message).toMatch(
      /^storage\.size is '9Gi' .* '8Gi' .*kubectl delete statefulset broker --cascade=orphan/m,
    );
    expect(await objects(kind)).toEqual(before);

    await kind.kubectl('delete', 'statefulset', 'broker', '--cascade=orphan');
    await up(changed({ storage }), options);
    expect(await identities(kind)).toEqual(pods);
    expect(await audit(client, topic, sent)).toEqual(FLAWLESS);
    await client.close();
  });
}
