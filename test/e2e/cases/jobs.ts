import { findPods } from '../../../lib/kind/diagnose';
import { failureOf, type Workload } from '../../../lib/kind/workloads';
import type { KindCluster } from '../support/kind-cluster';

interface Job extends Workload {
  readonly spec: Workload['spec'] & {
    readonly template: { spec: { containers: { env: { name: string; value: string }[] }[] } };
  };
  readonly status?: Workload['status'] & { readonly failed?: number };
}

export function failsOnBadInput(kind: KindCluster): void {
  test('a Job with a wrong environment value fails at once, without a retry, with the reason in its log', async () => {
    const create = ['create', 'job', 'wrong', '--from=cronjob/produce', '--dry-run=client', '--output', 'json'];
    const job = JSON.parse((await kind.kubectl(...create)).stdout) as Job;
    const variable = job.spec.template.spec.containers[0]!.env.find(({ name }) => name === 'MESSAGE_COUNT')!;
    variable.value = 'many';
    await kind.apply(job);
    const read = async () => JSON.parse((await kind.kubectl('get', 'job', 'wrong', '--output', 'json')).stdout) as Job;

    await kind.until('the Job has failed', async () => failureOf(await read()) !== undefined);
    expect(failureOf(await read())).toMatch(/^PodFailurePolicy: .*exit code 2/);
    expect((await read()).status?.failed).toBe(1);
    expect((await findPods(kind.kubectl)).filter(({ metadata }) => metadata.name.startsWith('wrong-'))).toHaveLength(1);
    expect((await kind.kubectl('logs', 'job/wrong')).stdout).toBe(
      'MESSAGE_COUNT must be a whole number of at least 0, but "many" was given\n',
    );
    await kind.kubectl('delete', 'job', 'wrong');
  });
}
