import type { Cluster } from '../cluster';
import { plainName } from '../kubernetes/names';
import { findPods } from './diagnose';
import { kubectlFor, selectorOf } from './kubectl';
import { haveRunningNodes } from './nodes';
import { requireTools } from './tools';
import { isSettled, podStatus, restarts, type Pod } from './workloads';

export interface PodStatus {
  /** Such as `broker-1`: without the prefix, if the names of the cluster have one. */
  readonly name: string;
  /** Serves or, as the pod of a Job, has ended. */
  readonly isSettled: boolean;
  /** As kubectl says it, such as `Running` or `CrashLoopBackOff`. */
  readonly status: string;
  readonly restarts: number;
  /** Since when it is ready, or is not; undefined before a node has it, and while it is leaving. */
  readonly since: Date | undefined;
  /** undefined before a node has it. */
  readonly node: string | undefined;
}

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
    status: podStatus(pod),
    restarts: restarts(pod),
    since: since === undefined ? undefined : new Date(since),
    node: pod.spec.nodeName,
  };
}
