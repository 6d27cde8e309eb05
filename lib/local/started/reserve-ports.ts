import { mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { HostPorts } from '../../cluster';
import { releaseLock, takeLock } from '../../common/lock';
import { LocalRunError } from '../local-run-error';
import { isPortFree } from '../ports';

// Below 12768, where the election ports of an ensemble (20000 more) would reach the ephemeral ones.
const FIRST = 12_000;
const LAST = 12_700;
/** For five ZooKeeper servers, fourteen brokers, and a user interface. */
const BLOCK = 20;
const ZOOKEEPERS = 5;

/** Brokers that a block has ports for. */
export const MAX_BROKERS_OF_BLOCK = BLOCK - ZOOKEEPERS - 1;

export interface ReservedPorts {
  readonly hostPorts: Required<HostPorts>;
  readonly release: () => void;
}

/**
 * Ports for one cluster; nobody else of this user who asks here gets them meanwhile.
 * @throws {LocalRunError} `PORT_TAKEN` when too few are free
 */
export async function reservePorts(): Promise<ReservedPorts> {
  const locks = join(tmpdir(), `kafka-streaming-ports-${userInfo().uid}`);
  mkdirSync(locks, { recursive: true });
  for (let first = FIRST; first < LAST; first += BLOCK) {
    const lock = join(locks, `${first}`);
    if (takeLock(lock)) continue;
    if (await areFree(first)) {
      const hostPorts = { zookeeper: first, brokers: first + ZOOKEEPERS, ui: first + BLOCK - 1 };
      return { hostPorts, release: () => releaseLock(lock) };
    }
    releaseLock(lock);
  }
  throw new LocalRunError(
    'PORT_TAKEN',
    `no ${BLOCK} ports in a row are free from ${FIRST} to ${LAST}: stop what holds them`,
  );
}

async function areFree(first: number): Promise<boolean> {
  const offsets = Array.from({ length: BLOCK }, (_, offset) => offset);
  const ports = offsets.flatMap((offset) => [0, 10_000, 20_000].map((shift) => first + offset + shift));
  return (await Promise.all(ports.map(isPortFree))).every(Boolean);
}
