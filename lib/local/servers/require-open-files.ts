import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import type { Cluster } from '../../cluster';
import { LocalRunError } from '../local-run-error';
import type { Server } from './server';

/** A broker without a partition has 105: jars, sockets, its log. */
const WITHOUT_PARTITIONS = 128;

/**
 * A broker keeps every segment of every partition open, and fails its log folder when it cannot.
 * @throws {LocalRunError} `TOO_FEW_FILES`
 */
export async function requireOpenFiles(cluster: Cluster, servers: readonly Server[]): Promise<void> {
  const allowed = openFilesAllowed();
  const replicas = cluster.topics.reduce((sum, topic) => sum + topic.partitions * topic.replicationFactor, 0);
  const described = Math.ceil(replicas / cluster.brokers.length);
  for (const { role, name, data } of servers) {
    if (role !== 'broker' || allowed === undefined) continue;
    const segments = Math.max(described, await segmentsIn(data));
    const needed = WITHOUT_PARTITIONS + segments;
    if (needed <= allowed) continue;
    throw new LocalRunError(
      'TOO_FEW_FILES',
      `${name} needs ${needed} open files, ${segments} of them for its partitions, but a process may have ${allowed} here: raise the limit, such as by ulimit -n ${needed * 2}`,
    );
  }
}

/** The hard limit, to which the JVM itself raises its own; undefined where it cannot be seen, or there is none. */
function openFilesAllowed(): number | undefined {
  try {
    const limits = readFileSync('/proc/self/limits', 'utf8');
    const hard = /^Max open files +\S+ +(\d+)/m.exec(limits)?.[1];
    return hard === undefined ? undefined : Number(hard);
  } catch {
    return undefined;
  }
}

async function segmentsIn(data: string): Promise<number> {
  const entries = await readdir(data, { recursive: true }).catch(() => []);
  return entries.filter((entry) => /\/\d{20}\.log$/.test(entry)).length;
}
