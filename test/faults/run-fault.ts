import { connect, createTopic, deleteTopic, read, type Client } from '../../lib/kafka';
import type { AuditReport } from '../../lib/kafka/audit';
import { status } from '../../lib/local';
import type { LocalCluster } from '../support/local-cluster';
import type { Fault, Trial } from './fault';
import { untilHealthy } from './observe';

export interface Result {
  readonly fault: Fault;
  readonly hit: string;
  readonly report: AuditReport;
  /** Bounds the stalls, together with an election. */
  readonly sessionMs: number;
  readonly producerStallMs: number | undefined;
  readonly consumerStallMs: number | undefined;
  /** What makes it no success, in words; none if it is one. */
  readonly faults: readonly string[];
}

/** A run that did not come to its audit. */
export interface Broken {
  readonly fault: Fault;
  /** With its stack. */
  readonly error: string;
}

export interface Size {
  readonly messages: number;
  readonly rate: number;
  readonly rounds: number;
  readonly seed: number;
}

let topics = 0;

/** One run of a fault on a running cluster, with the audit afterwards. */
export async function runFault(fault: Fault, local: LocalCluster, size: Size): Promise<Result> {
  const observer = await connect({ brokers: local.bootstrap, clientId: 'observer' });
  const topic = `${fault.name}-${++topics}`;
  const scene = { local, observer, topic, ...size, wake: () => wake(local) };
  try {
    await createTopic(observer, { name: topic, partitions: 6, replicationFactor: 3 });
    const trial = await fault.run(scene);
    await untilHealthy(scene);
    const report = await audit(observer, topic, trial);
    await deleteTopic(observer, topic);
    return {
      fault,
      hit: trial.hit,
      report,
      sessionMs: local.cluster.zookeeper.sessionTimeoutMs,
      producerStallMs: trial.producer?.longestMs,
      consumerStallMs: trial.group?.stalls.longestMs,
      faults: faultsOf(fault, report),
    };
  } finally {
    await wake(local);
    await observer.close();
  }
}

async function audit(client: Client, topic: string, { audit, group }: Trial): Promise<AuditReport> {
  const ends = new Map<number, number>();
  for await (const { partition, messages, nextOffset } of read(client, { topic })) {
    for (const message of messages) audit.found(message);
    ends.set(partition, nextOffset);
  }
  // The audit names what the group has not seen by then.
  await group?.untilAt(ends).catch(() => undefined);
  await group?.leave();
  return audit.report();
}

function faultsOf({ allows = [] }: Fault, report: AuditReport): string[] {
  const outcomes = (['failed', 'unknown', 'aborted'] as const).filter((outcome) => report[outcome] > 0);
  return [
    ...outcomes.filter((outcome) => !allows.includes(outcome)).map((outcome) => `${report[outcome]} ${outcome}`),
    ...(report.acked === 0 ? ['nothing was acknowledged'] : []),
    ...report.firstOffenders,
  ];
}

/** A frozen server ends on no signal but SIGKILL. */
async function wake(local: LocalCluster): Promise<void> {
  for (const { pid } of await status(local.cluster, local)) if (pid !== undefined) process.kill(pid, 'SIGCONT');
}
