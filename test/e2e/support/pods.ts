import { findPods } from '../../../lib/kind/diagnose';
import { isSettled, restarts, type Pod } from '../../../lib/kind/workloads';
import { bytes, table } from '../../../lib/cli-kit';
import { print, type KindCluster } from './kind-cluster';

/** Pods that serve: not those of Jobs. */
export const servers = async ({ kubectl }: KindCluster): Promise<readonly Pod[]> =>
  (await findPods(kubectl)).filter(({ spec }) => spec.restartPolicy === 'Always');

export const brokers = async (kind: KindCluster): Promise<readonly Pod[]> =>
  (await servers(kind)).filter(({ metadata }) => /^broker-\d+$/.test(metadata.name));

/** By name: another uid is another pod, another count the same pod with its container started again. */
export const identities = async (kind: KindCluster): Promise<Record<string, { uid: string; restarts: number }>> =>
  Object.fromEntries(
    (await servers(kind)).map((pod) => [pod.metadata.name, { uid: pod.metadata.uid, restarts: restarts(pod) }]),
  );

export const totalRestarts = async (kind: KindCluster): Promise<number> =>
  (await servers(kind)).reduce((sum, pod) => sum + restarts(pod), 0);

type Identities = Awaited<ReturnType<typeof identities>>;

/** A pod of that name is ready, and it is not the one of before. */
export const isReplaced = async (kind: KindCluster, before: Identities, name: string): Promise<boolean> =>
  (await servers(kind)).some(
    (pod) => pod.metadata.name === name && pod.metadata.uid !== before[name]?.uid && isSettled(pod),
  );

/** As many pods as before are ready, and none of them was there before. */
export async function areReplaced(kind: KindCluster, before: Identities): Promise<boolean> {
  const former = Object.values(before).map(({ uid }) => uid);
  const now = await servers(kind);
  return now.length === former.length && now.every((pod) => isSettled(pod) && !former.includes(pod.metadata.uid));
}

/** Prints the resident memory of the first process of each container. */
export async function printMemory(kind: KindCluster): Promise<void> {
  const rows = await Promise.all(
    (await servers(kind)).map(async (pod) => {
      const { name } = pod.metadata;
      const { stdout } = await kind.kubectl('exec', name, '--', 'cat', '/proc/1/status');
      const kibibytes = Number(/^VmRSS:\s+(\d+) kB/m.exec(stdout)?.[1]);
      return [name, bytes(kibibytes * 1024), restarts(pod)] as const;
    }),
  );
  print(table(['POD', 'RESIDENT', 'RESTARTS'], rows));
}
