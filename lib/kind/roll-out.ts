import { isDeepStrictEqual } from 'node:util';
import type { Cluster } from '../cluster';
import type { Steps } from '../common/steps';
import { claimName, objectName } from '../kubernetes/names';
import { apply, summary, type Applied } from './apply';
import { isStatefulSet, type Files, type SafeChange } from './checks';
import { pruneConfigMaps } from './prune';
import { deleteTopicsJobs } from './topics-jobs';
import { waitUntilDone, type WaitOptions } from './wait-until-done';

interface RollOutOptions extends WaitOptions {
  readonly steps: Steps;
  readonly files: Files;
}

/**
 * Applies the manifests and waits until all is ready. Where the pods that hold the metadata, and are no brokers, are replaced, those come last and alone: each
 * of both rolls may fail, and brokers outlive a ZooKeeper that is away for a while, but not while they are being replaced themselves.
 * @throws {KindError} as {@link waitUntilDone} does
 */
export async function rollOut(
  cluster: Cluster,
  change: SafeChange,
  { steps, files, ...wait }: RollOutOptions,
): Promise<readonly Applied[]> {
  const { kubectl, report } = wait;
  const until = (applied: readonly Applied[]) => waitUntilDone(cluster, applied, wait);
  await deleteTopicsJobs(cluster, kubectl);
  const { name, role } = cluster.metadata;
  if (role !== 'broker' && isReplaced(objectName(cluster, role), change)) {
    const first = () => apply(kubectl, files, change.live, '--selector', `app.kubernetes.io/component!=${role}`);
    const applied = await steps.run(`kubectl apply, all but ${name}`, first, { outcome: summary });
    await steps.run(`all pods but ${name} ready`, () => until(applied));
  }
  const applied = await steps.run('kubectl apply', () => apply(kubectl, files, change.live), { outcome: summary });
  await steps.run('all pods ready, topics made', () => until(applied));
  if (change.leaving.length > 0) {
    const claims = change.leaving.map((broker) => claimName(cluster, broker));
    const names = change.leaving.map((broker) => objectName(cluster, broker));
    await kubectl(
      'delete',
      'service',
      '--ignore-not-found',
      ...names.flatMap((broker) => [broker, `${broker}-external`]),
    );
    report({
      step: `${names.join(', ')} gone`,
      state: 'done',
      detail: `they held nothing; claims ${claims.join(', ')} stay (kubectl delete pvc ${claims.join(' ')})`,
    });
  }
  await pruneConfigMaps(cluster, kubectl, applied);
  return applied;
}

/** More servers, or fewer, are another matter: brokers must not wait for those that are not there. */
function isReplaced(name: string, { live, next }: SafeChange): boolean {
  const [before, after] = [live, next].map((objects) =>
    objects.filter(isStatefulSet).find(({ metadata }) => metadata.name === name),
  );
  return (
    before !== undefined &&
    after !== undefined &&
    before.spec.replicas === after.spec.replicas &&
    !isDeepStrictEqual(before.spec.template, after.spec.template)
  );
}
