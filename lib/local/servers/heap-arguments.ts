import { localHeap, toBytes, type Cluster, type Size } from '../../cluster';
import type { Role } from './server-folder';

/** What a server has from its start on: the rest is taken from the machine as far as it is needed. */
const INITIAL: Readonly<Record<Role, Size>> = { zookeeper: '16Mi', broker: '64Mi' };

export function heapArguments(cluster: Cluster, role: Role): string[] {
  const heap = kibibytes(localHeap(cluster, role));
  return [`-Xms${Math.min(kibibytes(INITIAL[role]), heap)}k`, `-Xmx${heap}k`];
}

const kibibytes = (size: Size): number => Math.floor(toBytes(size) / 1024);
