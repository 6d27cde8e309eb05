import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineCluster, localAddresses, type Cluster } from '../lib/cluster';
import { waitUntilReady } from '../lib/kafka';
import { down, status, up } from '../lib/local';
import { residentBytes } from './measure';

/** A cluster of the benchmark's own, beside whatever else runs. */
export const cluster: Cluster = defineCluster({
  topics: { test: { partitions: 3 } },
  name: 'bench',
  hostPorts: { brokers: 13091, zookeeper: 13181, ui: 13080 },
});

export const bootstrap = localAddresses(cluster);

/** Flags that lead every verb to it. */
export const verbFlags = (folder: string): string[] => [
  ...['--name', 'bench', '--broker-port', '13091', '--zookeeper-port', '13181'],
  ...['--folder', folder],
];

/** Runs `work` with a folder for the cluster, and leaves neither folder nor processes behind. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kafka-bench-'));
  try {
    return await work(folder);
  } finally {
    await down(cluster, { folder });
    await rm(folder, { recursive: true, force: true });
  }
}

export const start = (folder: string) => up(cluster, { folder });
export const stop = (folder: string) => down(cluster, { folder });

/** The command lines of the JVMs that run now, exactly as they were started. */
export async function commandLines(folder: string): Promise<string[][]> {
  const servers = await status(cluster, { folder });
  return servers.map(({ pid }) => readFileSync(`/proc/${pid!}/cmdline`, 'utf8').split('\0').slice(0, -1));
}

/** Milliseconds until all brokers answer, when the same JVMs are spawned by hand; they are killed afterwards. */
export async function bareStart(commands: readonly string[][]): Promise<number> {
  const startedAt = performance.now();
  const children = commands.map(([file, ...args]) => spawn(file!, args, { stdio: 'ignore' }));
  try {
    await waitUntilReady({ brokers: bootstrap });
    return performance.now() - startedAt;
  } finally {
    const ended = children.map((child) => new Promise((resolve) => child.once('exit', resolve)));
    // Brokers first: without ZooKeeper they cannot leave in peace.
    children.slice(1).forEach((child) => child.kill());
    await Promise.all(ended.slice(1));
    children[0]!.kill();
    await ended[0];
  }
}

/** Resident memory of all servers, bytes. */
export async function residentMemory(folder: string): Promise<number> {
  return residentBytes((await status(cluster, { folder })).map(({ pid }) => pid!));
}
