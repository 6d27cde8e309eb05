import { defineCluster } from '../cluster';
import type { Kubectl } from './kubectl';
import type { StepReport } from '../common/steps';
import { waitUntilDone } from './wait-until-done';
import type { Pod, Workload } from './workloads';

const cluster = defineCluster({});
const applied = [
  { kind: 'Service', name: 'kafka', action: 'created' },
  { kind: 'StatefulSet', name: 'zookeeper', action: 'created' },
  { kind: 'Job', name: 'topics-1', action: 'created' },
] as const;

const zookeeper = (readyReplicas: number): Workload => ({
  kind: 'StatefulSet',
  metadata: { name: 'zookeeper' },
  spec: { replicas: 1 },
  status: { replicas: 1, updatedReplicas: 1, readyReplicas },
});
const topics = (type: 'Complete' | 'Failed', name = 'topics-1'): Workload => ({
  kind: 'Job',
  metadata: { name },
  spec: {},
  status: { conditions: [{ type, status: 'True', reason: 'PodFailurePolicy', message: 'exit code 2' }] },
});
const pod = (phase: Pod['status']['phase'], ready: boolean): Pod => ({
  kind: 'Pod',
  metadata: { name: 'zookeeper-1', uid: '1' },
  spec: { restartPolicy: 'Always' },
  status: { phase, conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
});

/** Answers the looks of the wait one after the other, the last one again and again; anything else with its arguments. */
function answering(...looks: readonly (readonly (Workload | Pod)[])[]): Kubectl {
  let look = -1;
  return (...args) => {
    if (args[1] === 'pods') return Promise.resolve({ stdout: JSON.stringify({ items: [] }), stderr: '' });
    if (args[1] !== 'statefulsets,deployments,jobs,pods')
      return Promise.resolve({ stdout: args.join(' '), stderr: '' });
    look = Math.min(look + 1, looks.length - 1);
    return Promise.resolve({ stdout: JSON.stringify({ items: looks[look] }), stderr: '' });
  };
}

test('it ends when all that was applied is done, and reports each pod on its way', async () => {
  const reports: StepReport[] = [];
  await waitUntilDone(cluster, applied, {
    kubectl: answering(
      [zookeeper(0), pod('Pending', false)],
      [zookeeper(0), topics('Complete'), pod('Running', false)],
      [zookeeper(1), topics('Complete'), pod('Running', true)],
    ),
    report: (event) => reports.push(event),
    deadlineMs: 10_000,
  });
  expect(reports).toEqual([
    { step: 'zookeeper-1', state: 'started', detail: 'Pending' },
    { step: 'zookeeper-1', state: 'started', detail: 'Running, not ready' },
    { step: 'zookeeper-1', state: 'done', detail: 'ready' },
  ]);
});

const wait = (deadlineMs: number, ...look: (Workload | Pod)[]) =>
  waitUntilDone(cluster, applied, { kubectl: answering(look), report: () => undefined, deadlineMs });

test('a Job that has failed ends it at once, with events; one that was not applied does not', async () => {
  await expect(wait(60_000, zookeeper(1), topics('Failed'))).rejects.toMatchObject({
    code: 'JOB_FAILED',
    exitCode: 1,
    message: expect.stringMatching(
      /^Job topics-1 failed \(PodFailurePolicy: exit code 2\)\n[^]*--- events\n/,
    ) as string,
  });
  await wait(60_000, zookeeper(1), topics('Complete'), topics('Failed', 'topics-0'));
});

test('after the deadline it says what is missing', async () => {
  await expect(wait(0, zookeeper(0), topics('Complete'))).rejects.toMatchObject({
    code: 'NOT_READY',
    exitCode: 3,
    message: expect.stringMatching(/^StatefulSet zookeeper not ready within 0 s: see the pods below\n/) as string,
  });
});
