import type { Cluster } from '../cluster';
import { plainName } from '../kubernetes/names';
import type { PodStatus } from '../target';
import { findPods } from './diagnose';
import { kubectlFor, selectorOf } from './kubectl';
import { haveRunningNodes } from './nodes';
import { requireTools } from './tools';
import { isServing, isSettled, podStatus, restarts, type Pod } from './workloads';

/**
 * The pods of the cluster; none when there is no kind cluster of its name.
 * @throws {KindError} when kind cannot be used, or the kind cluster is stopped
 */
export async function status(cluster: Cluster, signal?: AbortSignal): Promise<readonly PodStatus[]> {
  await requireTools(signal);
  if (!(await haveRunningNodes(cluster, signal))) return [];
  return (await findPods(kubectlFor(cluster, signal), ...selectorOf(cluster))).map((pod) => statusOf(cluster, pod));
}

function statusOf(cluster: Cluster, pod: Pod): PodStatus {
  const isLeaving = pod.metadata.deletionTimestamp !== undefined;
  const since = isLeaving ? undefined : pod.status.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime;
  return {
    name: plainName(cluster, pod.metadata.name) ?? pod.metadata.name,
    isSettled: isSettled(pod),
    isServing: isServing(pod),
    status: podStatus(pod),
    restarts: restarts(pod),
    since: since === undefined ? undefined : new Date(since),
    node: pod.spec.nodeName,
  };
}
