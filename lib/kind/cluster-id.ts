import type { Cluster } from '../cluster';
import { LOG_DIR } from './checks/held-replicas';
import { findPods } from './diagnose';
import { kubectlFor, selectorOf } from './kubectl';
import { isServing } from './workloads';

const ANY_BROKER = ',app.kubernetes.io/component=broker';

/** The id of the cluster that the brokers' own data bear; undefined while no broker of it can be asked. */
export async function clusterIdIn(cluster: Cluster, signal?: AbortSignal): Promise<string | undefined> {
  const kubectl = kubectlFor(cluster, signal);
  const [flag, selector] = selectorOf(cluster);
  const pod = (await findPods(kubectl, flag!, `${selector!}${ANY_BROKER}`)).find(isServing);
  if (!pod) return undefined;
  try {
    const { stdout } = await kubectl('exec', pod.metadata.name, '--', 'sh', '-c', `cat ${LOG_DIR}/meta.properties`);
    return /^cluster\.id=(\S+)$/m.exec(stdout)?.[1];
  } catch {
    signal?.throwIfAborted();
    return undefined;
  }
}
