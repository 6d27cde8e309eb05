import { hostAddresses, type Cluster } from '../cluster';
import { LOG_DIR } from './checks/held-replicas';
import { findPods } from './diagnose';
import { KindError } from './kind-error';
import { kubectlFor, selectorOf } from './kubectl';
import { isSettled } from './workloads';

const ANY_BROKER = ',app.kubernetes.io/component=broker';

/**
 * Compares the id of the cluster that answers here with the one that the brokers' own data bear.
 * @throws {KindError} `OTHER_CLUSTER`
 */
export async function requireClusterId(cluster: Cluster, answered: string, signal?: AbortSignal): Promise<void> {
  const own = await ownClusterId(cluster, signal);
  if (own === undefined || own === answered) return;
  throw new KindError(
    'OTHER_CLUSTER',
    `${hostAddresses(cluster).join(', ')} lead to another cluster (${answered}) than the pods of "${cluster.name}" (${own}): kubectl get services --all-namespaces shows who has its NodePorts`,
  );
}

/** undefined while no broker of the cluster can be asked. */
async function ownClusterId(cluster: Cluster, signal?: AbortSignal): Promise<string | undefined> {
  const kubectl = kubectlFor(cluster, signal);
  const [flag, selector] = selectorOf(cluster);
  const pod = (await findPods(kubectl, flag!, `${selector!}${ANY_BROKER}`)).find(isSettled);
  if (!pod) return undefined;
  try {
    const { stdout } = await kubectl('exec', pod.metadata.name, '--', 'sh', '-c', `cat ${LOG_DIR}/meta.properties`);
    return /^cluster\.id=(\S+)$/m.exec(stdout)?.[1];
  } catch {
    signal?.throwIfAborted();
    return undefined;
  }
}
