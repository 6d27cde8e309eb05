import { partitionOf, replicasIn, type Cluster } from '../../cluster';
import { objectName } from '../../kubernetes/names';
import type { Kubectl } from '../kubectl';
import { toolInPod } from './kafka-tool';

/** What a broker that is to go holds; `unknown` says why nobody could be asked. */
export interface Holding {
  /** Without a prefix. */
  readonly broker: string;
  readonly replicas: readonly string[];
  readonly unknown?: string;
}

/** Where a broker's own configuration says its data are, for the shell of its pod. */
export const LOG_DIR = `"$(sed -n 's/^log\\.dirs=//p' "/etc/kafka/cluster/$HOSTNAME.properties")"`;

/**
 * Asks the brokers' own disks, so that no client is needed and nothing can be overlooked. Of one that does not run, such as one
 * that somebody scaled up beyond the description, Kafka says whether it is to hold anything.
 */
export async function heldBy(cluster: Cluster, kubectl: Kubectl, ids: readonly number[]): Promise<readonly Holding[]> {
  return Promise.all(
    ids.map(async (id): Promise<Holding> => {
      const broker = `broker-${id}`;
      try {
        return { broker, replicas: await replicasOf(kubectl, objectName(cluster, broker)) };
      } catch (error) {
        try {
          const { stdout } = await kubectl(
            'exec',
            objectName(cluster, 'broker-1'),
            '--',
            'sh',
            '-c',
            `${toolInPod('kafka-topics')} --describe`,
          );
          return { broker, replicas: assignedTo(id, stdout) };
        } catch {
          return { broker, replicas: [], unknown: error instanceof Error ? error.message : String(error) };
        }
      }
    }),
  );
}

/** By the folders of its data. @throws {KindError} when its pod does not run */
export async function replicasOf(kubectl: Kubectl, broker: string): Promise<readonly string[]> {
  const { stdout } = await kubectl('exec', broker, '--', 'sh', '-c', `ls ${LOG_DIR}`);
  return replicasIn(stdout.split('\n'));
}

/** Of what `kafka-topics.sh --describe` prints. */
export const assignedTo = (id: number, described: string): readonly string[] =>
  [...described.matchAll(/\bTopic: (\S+)\s+Partition: (\d+)\s.*?\bReplicas: ([\d,]+)/g)]
    .filter(([, , , replicas]) => replicas!.split(',').includes(`${id}`))
    .map(([, topic, partition]) => `${topic!}-${partition!}`);

/** Topics of replicas, each once. */
export const topicsOf = (replicas: readonly string[]): readonly string[] =>
  [...new Set(replicas.map((name) => partitionOf(name).topic))].sort();
