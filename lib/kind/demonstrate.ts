import { DEMONSTRATION_COUNT, type Cluster } from '../cluster';
import { objectName } from '../kubernetes/names';
import { kubectlFor } from './kubectl';
import { runJob } from './run-job';
import { Steps, type Report, type StepTiming } from '../common/steps';

export interface DemonstrateOptions {
  readonly report?: Report;
  readonly signal?: AbortSignal;
}

/**
 * Runs a Job from each of the CronJobs: the first produces the messages of a demonstration, the second consumes as many. Their
 * exit codes say whether all were acknowledged and as many were read.
 * @throws {KindError} `JOB_FAILED`
 */
export async function demonstrate(
  cluster: Cluster,
  { report = () => undefined, signal }: DemonstrateOptions = {},
): Promise<readonly StepTiming[]> {
  const kubectl = kubectlFor(cluster, signal);
  const steps = new Steps(report);
  const ran = (template: string, done: string) =>
    steps.run(`Job from cronjob/${template}`, () => runJob(kubectl, objectName(cluster, template), { signal }), {
      outcome: () => `${DEMONSTRATION_COUNT} ${done}`,
    });
  await ran('produce', 'acknowledged');
  await ran('consume', 'consumed');
  return steps.timings;
}
