import type { Cluster } from '../cluster';
import { selectorOf, type Kubectl } from './kubectl';

/**
 * Deletes the Jobs `topics` of `cluster`, and waits until their pods are gone. kubectl apply would take one that has ended for what
 * is described, though topics have changed since; and one of another description that still tries would do after this one what was
 * taken back. Made anew, the Job looks at all topics again, at once.
 */
export async function deleteTopicsJobs(cluster: Cluster, kubectl: Kubectl): Promise<void> {
  const [flag, selector] = selectorOf(cluster);
  const ofTopics = [flag!, `${selector},app.kubernetes.io/component=topics`];
  await kubectl('delete', 'jobs', ...ofTopics, '--ignore-not-found', '--cascade=foreground');
}
