import { project } from '../../../lib/cli-kit';
import { up } from '../../../lib/kind';
import type { KindCluster } from '../support/kind-cluster';
import { identities } from '../support/pods';

interface Deployment {
  readonly spec: { template: { spec: { containers: { image: string; env: { name: string; value?: string }[] }[] } } };
}

export function showsKafkaUi(kind: KindCluster): void {
  const { cluster } = kind;
  const ui = (path = '') => fetch(`http://localhost:${cluster.uiPort}${path}`);

  test('Kafka UI answers through the port-forward, and knows the addresses of all brokers', async () => {
    expect((await ui()).status).toBe(200);
    expect((await ui('/actuator/health')).status).toBe(200);
    const { stdout } = await kind.kubectl('get', 'deployment', 'kafka-ui', '--output', 'json');
    const { image, env } = (JSON.parse(stdout) as Deployment).spec.template.spec.containers[0]!;
    expect(image).toBe(cluster.images.ui);
    expect(env).toContainEqual({
      name: 'KAFKA_CLUSTERS_0_BOOTSTRAPSERVERS',
      value: 'broker-1:19090,broker-2:19090,broker-3:19090',
    });
  });

  test('the port-forward is opened again after the pod that it led to is gone', async () => {
    const before = Object.keys(await identities(kind)).find((name) => name.startsWith('kafka-ui-'))!;
    await kind.kubectl('delete', 'pod', before);
    await up(cluster, { folder: project.kindFolder, project: project.root, deadlineMs: 120_000 });
    expect((await ui()).status).toBe(200);
  });
}
