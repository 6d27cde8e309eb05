import type { Cluster } from './cluster';
import { toMebibytes, type Size } from './units';

/**
 * 40 % of the memory limit, in steps of 16 MiB: the rest is for class data, threads, buffers and the page cache.
 * At 50 % of 1 GiB brokers were killed for memory (apecloud/kubeblocks-addons#2855).
 */
export function heapFor(memory: Size): Size {
  return `${Math.max(16, Math.floor((toMebibytes(memory) * 0.4) / 16) * 16)}Mi`;
}

/**
 * Enough for a million messages of 100 bytes at full speed, which a broker passes from 48 MiB on: all servers share one machine
 * with whoever develops there, unlike the pods that the defaults of `resources` are for.
 */
const LOCAL_HEAPS = { zookeeper: '32Mi', controller: '96Mi', broker: '128Mi' } as const;

/** The highest heap of a server of the local run: as it is described, directly or by the memory, else a smaller one than a pod's. */
export function localHeap({ description, resources }: Cluster, role: keyof typeof LOCAL_HEAPS): Size {
  const described = description.resources?.[role];
  const isDescribed = described?.heap !== undefined || described?.memory !== undefined;
  return isDescribed ? resources[role].heap : LOCAL_HEAPS[role];
}
