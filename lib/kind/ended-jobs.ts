import type { Cluster } from '../cluster';
import { selectorOf, type Kubectl } from './kubectl';
import { failureOf, isDone, type Workload } from './workloads';

/**
 * Deletes the Jobs `topics` of `cluster` that have ended, well or not: kubectl apply would take one for what is described and leave
 * it, though topics have changed since. Made anew, it looks at them again. Returns the names.
 */
export async function deleteEndedTopicsJobs(cluster: Cluster, kubectl: Kubectl): Promise<readonly string[]> {
  const [flag, selector] = selectorOf(cluster);
  const ofTopics = [flag!, `${selector},app.kubernetes.io/component=topics`];
  const { stdout } = await kubectl('get', 'jobs', ...ofTopics, '--output', 'json');
  const ended = (JSON.parse(stdout) as { items: Workload[] }).items
    .filter((job) => job.kind === 'Job' && (isDone(job) || failureOf(job) !== undefined))
    .map(({ metadata }) => metadata.name);
  if (ended.length > 0) await kubectl('delete', 'jobs', '--ignore-not-found', ...ended);
  return ended;
}
