import { print, type KindCluster } from '../support/kind-cluster';
import { reaches } from '../support/probe';

const WALLED = 'walled';
const KAFKA = 'kafka.default.svc:19090';
const ZOOKEEPER = 'zookeeper-1.default.svc:2181';
const UI = 'kafka-ui.default.svc:8080';

/** That brokers, Jobs and Kafka UI get through is shown by all else; here is the rest. */
export function isolates(kind: KindCluster): void {
  const client = `${kind.cluster.name}-client=true`;

  test('a pod with the label of clients reaches the brokers from any namespace', async () => {
    await kind.kubectl('create', 'namespace', 'elsewhere');
    expect(await reaches(kind, { name: 'client', namespace: 'elsewhere', labels: client }, [KAFKA])).toEqual({
      [KAFKA]: true,
    });
  });

  test('nothing else is let in or out, where the cluster enforces NetworkPolicies', async () => {
    if (!(await enforcesPolicies(kind))) {
      print('skipped: this kind cluster does not enforce NetworkPolicies, so what they refuse cannot be seen');
      return;
    }
    const [stranger, labelled] = await Promise.all([
      reaches(kind, { name: 'stranger' }, [KAFKA, ZOOKEEPER, UI]),
      reaches(kind, { name: 'labelled', labels: client }, [KAFKA, ZOOKEEPER, UI]),
    ]);
    expect(stranger).toEqual({ [KAFKA]: false, [ZOOKEEPER]: false, [UI]: false });
    expect(labelled).toEqual({ [KAFKA]: true, [ZOOKEEPER]: false, [UI]: false });

    const outside = (await bystander(kind)).replace(':', '/');
    const connect = ['timeout', '5', 'bash', '-c', `exec 3<>/dev/tcp/${outside}`];
    await expect(kind.kubectl('exec', 'broker-1', '--', ...connect)).rejects.toMatchObject({ code: 'COMMAND_FAILED' });
  });
}

/** Something in every kind cluster that is none of ours: the metrics of its DNS. */
async function bystander({ kubectl }: KindCluster): Promise<string> {
  const where = ['--namespace', 'kube-system', '--output', 'jsonpath={.spec.clusterIP}:9153'];
  return (await kubectl('get', 'service', 'kube-dns', ...where)).stdout;
}

/** Asks with a policy that has nothing to do with ours. */
async function enforcesPolicies(kind: KindCluster): Promise<boolean> {
  await kind.kubectl('create', 'namespace', WALLED);
  await kind.apply({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'nothing', namespace: WALLED },
    spec: { podSelector: {}, policyTypes: ['Egress'] },
  });
  const address = await bystander(kind);
  const [free, walled] = await Promise.all([
    reaches(kind, { name: 'free' }, [address]),
    reaches(kind, { name: 'walled', namespace: WALLED }, [address]),
  ]);
  expect(free[address]).toBe(true);
  return !walled[address];
}
