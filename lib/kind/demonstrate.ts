import type { Cluster } from '../cluster';
import { KindError } from './kind-error';
import { kubectlFor } from './kubectl';
import { runJob } from './run-job';
import { Steps, type Report, type StepTiming } from '../steps';

/** What the CronJobs set as MESSAGE_COUNT. */
const COUNT = 30;

export interface DemonstrateOptions {
  readonly report?: Report;
  readonly signal?: AbortSignal;
}

/**
 * Runs a Job from each of the CronJobs: the first produces 30 messages, the second consumes 30.
 * @throws {KindError} `JOB_FAILED`
 */
export async function demonstrate(
  cluster: Cluster,
  { report = () => undefined, signal }: DemonstrateOptions = {},
): Promise<readonly StepTiming[]> {
  const kubectl = kubectlFor(cluster, signal);
  const steps = new Steps(report);
  const ran = (template: string, count: RegExp, what: string) =>
    steps.run(
      `Job from cronjob/${template}`,
      async () => {
        const log = await runJob(kubectl, template, { signal });
        const counted = count.exec(log)?.[1];
        if (counted !== `${COUNT}`)
          throw new KindError('JOB_FAILED', `${template}: not ${COUNT} ${what}, but:\n${log}`);
      },
      { outcome: () => `${COUNT} ${what}` },
    );
  await ran('produce', /^([\d,]+) acked\b/m, 'acknowledged');
  await ran('consume', /^([\d,]+) messages\b/m, 'consumed');
  return steps.timings;
}
