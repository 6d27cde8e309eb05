import { status } from '../lib/local';
import type { LocalCluster } from '../test/support/local-cluster';

/** Freezes all servers that run, or wakes them up: a frozen one ends on no signal but SIGKILL. */
export async function signalAll(local: LocalCluster, signal: 'SIGSTOP' | 'SIGCONT'): Promise<void> {
  for (const { pid } of await status(local.cluster, local)) if (pid !== undefined) process.kill(pid, signal);
}
