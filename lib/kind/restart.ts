import type { Cluster } from '../cluster';
import { objectName } from '../kubernetes/names';
import { deletedClaims, getObjects } from './checks';
import { KindError } from './kind-error';
import { kubectlFor } from './kubectl';
import { Steps, type Report } from '../common/steps';

export interface RestartOptions {
  readonly report: Report;
  readonly signal?: AbortSignal;
}

/**
 * Deletes the pod of a server, which its StatefulSet makes anew, and waits until that serves.
 * @param name such as `broker-1`
 * @throws {KindError} `REFUSED_CHANGE` where its volume would go with its pod, `COMMAND_FAILED`
 */
export async function restart(cluster: Cluster, name: string, { report, signal }: RestartOptions): Promise<void> {
  const kubectl = kubectlFor(cluster, signal);
  const deleted = deletedClaims(cluster, await getObjects(kubectl, 'persistentvolumeclaims,pods')).get(name);
  if (deleted !== undefined) throw new KindError('REFUSED_CHANGE', `nothing was changed: ${deleted}`);
  const steps = new Steps(report);
  const pod = objectName(cluster, name);
  await steps.run(`kubectl delete pod ${pod}`, () => kubectl('delete', 'pod', pod));
  const statefulSet = `statefulset/${pod.replace(/-\d+$/, '')}`;
  await steps.run(`${pod} ready`, () => kubectl('rollout', 'status', statefulSet, '--timeout=5m'));
}
