import { setTimeout as delay } from 'node:timers/promises';
import type { Cluster } from '../cluster';
import type { Applied } from './apply';
import { diagnose } from './diagnose';
import { KindError } from './kind-error';
import { selectorOf, type Kubectl } from './kubectl';
import type { Report } from '../common/steps';
import { RefusedPods } from './refused-pods';
import { RollWatch, type Explain } from './stopped-roll';
import { failureOf, isDone, isSettled, podStatus, restarts, type Pod, type Workload } from './workloads';

const POLL_MS = 1000;

const WORKLOADS: readonly string[] = ['StatefulSet', 'Deployment', 'Job'] satisfies Workload['kind'][];

export interface WaitOptions {
  readonly kubectl: Kubectl;
  readonly report: Report;
  /** Milliseconds. */
  readonly deadlineMs: number;
  readonly explain?: Explain | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Waits until all replicas of what was applied are ready and its Jobs have succeeded; reports each pod.
 * @throws {KindError} `NOT_READY`, `JOB_FAILED`, `ROLL_STOPPED`, `PODS_REFUSED`, with pods, events and logs
 */
export async function waitUntilDone(
  cluster: Cluster,
  applied: readonly Applied[],
  options: WaitOptions,
): Promise<void> {
  const { kubectl, report, deadlineMs, explain = () => undefined, signal } = options;
  const expected = applied.filter(({ kind }) => WORKLOADS.includes(kind));
  const isExpected = ({ kind, metadata }: Workload): boolean =>
    expected.some((one) => one.kind === kind && one.name === metadata.name);
  const showPods = podReporter(report);
  const watch = new RollWatch(kubectl, explain);
  const refused = new RefusedPods(kubectl);
  const deadline = performance.now() + deadlineMs;
  for (;;) {
    const { workloads, pods } = await look(cluster, kubectl);
    showPods(pods);
    const awaited = workloads.filter(isExpected);
    const failed = awaited.find((workload) => failureOf(workload) !== undefined);
    if (failed) {
      const message = `Job ${failed.metadata.name} failed (${failureOf(failed)!})`;
      throw new KindError('JOB_FAILED', `${message}\n${await diagnose(kubectl)}`);
    }
    const missing = awaited.filter((workload) => !isDone(workload));
    if (missing.length === 0 && awaited.length === expected.length) return;
    await watch.look(workloads, pods);
    await refused.look(awaited);
    if (performance.now() > deadline) {
      const names = missing.map(({ kind, metadata }) => `${kind} ${metadata.name}`).join(', ');
      const message = `${names} not ready within ${deadlineMs / 1000} s: see the pods below`;
      throw new KindError('NOT_READY', `${message}\n${await diagnose(kubectl)}`);
    }
    await delay(POLL_MS, undefined, { ...(signal && { signal }) });
  }
}

async function look(cluster: Cluster, kubectl: Kubectl): Promise<{ workloads: Workload[]; pods: Pod[] }> {
  const kinds = 'statefulsets,deployments,jobs,pods';
  const { stdout } = await kubectl('get', kinds, ...selectorOf(cluster), '--output', 'json');
  const { items } = JSON.parse(stdout) as { items: (Workload | Pod)[] };
  return {
    workloads: items.filter((item) => item.kind !== 'Pod'),
    pods: items.filter((item) => item.kind === 'Pod'),
  };
}

/** A step for each pod that was not settled when it was first seen, with its status until it is. */
function podReporter(report: Report): (pods: readonly Pod[]) => void {
  const waitedFor = new Set<string>();
  return (pods) => {
    for (const pod of pods) {
      const { name } = pod.metadata;
      const again = restarts(pod) > 0 ? [`${restarts(pod)} restarts`] : [];
      if (!isSettled(pod)) {
        waitedFor.add(name);
        report({ step: name, state: 'started', detail: [podStatus(pod), ...again].join(', ') });
      } else if (waitedFor.delete(name)) {
        const state = pod.status.phase === 'Failed' ? 'failed' : 'done';
        const outcome = pod.status.phase === 'Running' ? 'ready' : podStatus(pod);
        report({ step: name, state, detail: [outcome, ...again].join(', ') });
      }
    }
  };
}
