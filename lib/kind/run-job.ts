import { setTimeout as delay } from 'node:timers/promises';
import { diagnose } from './diagnose';
import { KindError } from './kind-error';
import type { Kubectl } from './kubectl';
import { failureOf, isDone, type Workload } from './workloads';

const POLL_MS = 500;

export interface JobOptions {
  /** Milliseconds. @default 180000 */
  readonly deadlineMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Creates a Job from the CronJob of that name, waits for its end, and returns the log of its pod.
 * @throws {KindError} `JOB_FAILED` with pods, events and logs
 */
export async function runJob(kubectl: Kubectl, template: string, options: JobOptions = {}): Promise<string> {
  const { deadlineMs = 180_000, signal } = options;
  // Unlike a counter this needs no look at what is there.
  const name = `${template}-${Date.now().toString(36)}`;
  await kubectl('create', 'job', name, `--from=cronjob/${template}`);
  const deadline = performance.now() + deadlineMs;
  for (;;) {
    const job = JSON.parse((await kubectl('get', 'job', name, '--output', 'json')).stdout) as Workload;
    if (isDone(job)) return (await kubectl('logs', `job/${name}`)).stdout;
    const late = performance.now() > deadline ? `not done within ${deadlineMs / 1000} s` : undefined;
    const failure = failureOf(job) ?? late;
    if (failure !== undefined) {
      throw new KindError('JOB_FAILED', `Job ${name} failed (${failure})\n${await diagnose(kubectl)}`);
    }
    await delay(POLL_MS, undefined, { ...(signal && { signal }) });
  }
}
