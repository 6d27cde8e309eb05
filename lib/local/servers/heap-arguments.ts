import { localHeap, toBytes, type Cluster, type Role, type Size } from '../../cluster';
import { ROLES } from './roles';

export function heapArguments(cluster: Cluster, role: Role): string[] {
  const heap = kibibytes(localHeap(cluster, role));
  return [`-Xms${Math.min(kibibytes(ROLES[role].initialHeap), heap)}k`, `-Xmx${heap}k`];
}

const kibibytes = (size: Size): number => Math.floor(toBytes(size) / 1024);
