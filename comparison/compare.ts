import { signalAll } from '../faults/signal-all';
import { connect } from '../lib/kafka';
import { startLinkedCluster } from '../test/support/proxy/linked-cluster';
import type { Client, Finding, Situation } from './situation';

/** What became of one client in one run of a situation. */
export interface Result extends Finding {
  readonly situation: string;
  readonly client: string;
}

/** Tries a situation on a cluster of its own, with all clients. */
export async function compare(situation: Situation, clients: readonly Client[]): Promise<readonly Result[]> {
  const local = await startLinkedCluster({});
  try {
    const observer = await connect({ brokers: local.bootstrap, clientId: 'observer' });
    const wake = () => signalAll(local, 'SIGCONT');
    try {
      const findings = await situation.run({ local, observer, topic: situation.name, clients, wake });
      return [...findings].map(([client, finding]) => ({ situation: situation.name, client, ...finding }));
    } finally {
      await wake();
      await observer.close();
    }
  } finally {
    await local.stop();
  }
}
