import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HostPorts } from '../../lib/cluster';
import { isPortFree } from '../../lib/local/ports';
import { releaseLock, takeLock } from '../../lib/process/lock';

// Below 12768, where the election ports of an ensemble (20000 more) would reach the ephemeral ones.
const FIRST = 12_000;
const LAST = 12_700;
const BLOCK = 20;

export interface ReservedPorts {
  readonly hostPorts: Required<HostPorts>;
  readonly release: () => void;
}

/** Ports for one cluster of up to 5 ZooKeeper servers and 9 brokers; no other test on this machine gets them meanwhile. */
export async function reservePorts(): Promise<ReservedPorts> {
  const locks = join(tmpdir(), 'kafka-streaming-test-ports');
  mkdirSync(locks, { recursive: true });
  for (let first = FIRST; first < LAST; first += BLOCK) {
    const lock = join(locks, `${first}`);
    if (takeLock(lock)) continue;
    if (await areFree(first)) {
      const hostPorts = { zookeeper: first, brokers: first + 5, ui: first + BLOCK - 1 };
      return { hostPorts, release: () => releaseLock(lock) };
    }
    releaseLock(lock);
  }
  throw new Error(`no ${BLOCK} ports in a row are free from ${FIRST} to ${LAST}: stop what holds them`);
}

async function areFree(first: number): Promise<boolean> {
  const offsets = Array.from({ length: BLOCK }, (_, offset) => offset);
  const ports = offsets.flatMap((offset) => [0, 10_000, 20_000].map((shift) => first + offset + shift));
  return (await Promise.all(ports.map(isPortFree))).every(Boolean);
}
