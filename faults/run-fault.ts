import { sessionTimeoutMs } from '../lib/cluster';
import { connect, createTopic, deleteTopic, read, type Client } from '../lib/kafka';
import type { AuditReport } from '../lib/audit';
import type { LocalCluster } from '../test/support/local-cluster';
import type { Fault, FaultRun } from './fault';
import type { Size } from './profile';
import { untilHealthy } from './observe';
import { signalAll } from './signal-all';
import type { Audited } from './result';

let topics = 0;

/** One run of a fault on a running cluster, with the audit afterwards. */
export async function runFault(fault: Fault, local: LocalCluster, size: Size): Promise<Audited> {
  const sessionMs = sessionTimeoutMs(local.cluster);
  const observer = await connect({ brokers: local.bootstrap, clientId: 'observer' });
  const topic = `${fault.name}-${++topics}`;
  const context = { local, observer, topic, ...size, wake: () => signalAll(local, 'SIGCONT') };
  try {
    await createTopic(observer, { name: topic, partitions: 6, replicationFactor: 3 });
    const faultRun = await fault.run(context);
    await untilHealthy(context);
    const report = await audit(observer, topic, faultRun);
    await deleteTopic(observer, topic);
    return {
      name: fault.name,
      seed: size.seed,
      hit: faultRun.hit,
      report,
      sessionMs,
      producerStallMs: faultRun.producer?.longestMs,
      boundMs: fault.stallBoundMs?.(sessionMs),
      consumerStallMs: faultRun.group?.stalls.longestMs,
      faults: faultsOf(fault, report),
    };
  } finally {
    await signalAll(local, 'SIGCONT');
    await observer.close();
  }
}

async function audit(client: Client, topic: string, { audit, group, reader }: FaultRun): Promise<AuditReport> {
  const ends = new Map<number, number>();
  for await (const { partition, messages, nextOffset } of read(client, { topic })) {
    for (const message of messages) audit.found(message);
    ends.set(partition, nextOffset);
  }
  // The audit names what the group has not seen by then.
  await group?.untilAt(ends).catch(() => undefined);
  await group?.leave();
  await reader?.untilAt(ends).catch(() => undefined);
  await reader?.stop();
  return audit.report();
}

function faultsOf({ allows = [] }: Fault, report: AuditReport): string[] {
  const outcomes = (['failed', 'unknown', 'aborted'] as const).filter((outcome) => report[outcome] > 0);
  return [
    ...outcomes.filter((outcome) => !allows.includes(outcome)).map((outcome) => `${report[outcome]} ${outcome}`),
    ...(report.acked === 0 ? ['nothing was acknowledged'] : []),
    ...report.firstAnomalies,
  ];
}
