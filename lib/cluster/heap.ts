import { toMebibytes, type Size } from './units';

/**
 * 40 % of the memory limit, in steps of 16 MiB: the rest is for class data, threads, buffers and the page cache.
 * At 50 % of 1 GiB brokers were killed for memory (apecloud/kubeblocks-addons#2855).
 */
export function heapFor(memory: Size): Size {
  return `${Math.max(16, Math.floor((toMebibytes(memory) * 0.4) / 16) * 16)}Mi`;
}
