import { rejection } from '../../test/support/rejection';
import type { Kubectl } from './kubectl';
import { RefusedPods } from './refused-pods';
import type { Workload } from './workloads';

const workload = (kind: Workload['kind'], name: string, replicas: number): Workload => ({
  kind,
  metadata: { name },
  spec: { replicas: 3 },
  status: { replicas },
});
const LIMIT = 'pods "broker-1" is forbidden: maximum memory usage per Container is 300Mi, but limit is 640Mi';
const event = (kind: string, name: string, message: string, ageMs = 0) => ({
  involvedObject: { kind, name },
  message,
  lastTimestamp: new Date(Date.now() + 1000 - ageMs).toISOString(),
});

/** Looks, and again after 20 seconds. */
async function looked(workloads: readonly Workload[], events: readonly object[]): Promise<void> {
  const kubectl: Kubectl = (...args) =>
    Promise.resolve({
      stdout: args.includes('events') ? JSON.stringify({ items: events }) : '{"items":[]}',
      stderr: '',
    });
  const watch = new RefusedPods(kubectl);
  await watch.look(workloads);
  jest.advanceTimersByTime(20_000);
  await watch.look(workloads);
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('pods that Kubernetes does not make end the wait, with its reasons', async () => {
  const workloads = [workload('StatefulSet', 'broker', 1), workload('Deployment', 'kafka-ui', 0)];
  const events = [
    event('StatefulSet', 'broker', LIMIT),
    event('StatefulSet', 'broker', LIMIT),
    event('ReplicaSet', 'kafka-ui-6cd9', 'exceeded quota'),
    event('StatefulSet', 'other', 'of somebody else'),
  ];
  const error = await rejection(looked(workloads, events));
  expect(error).toMatchObject({ code: 'PODS_REFUSED', exitCode: 3 });
  expect(error.message.split('\n').slice(0, 3)).toEqual([
    'Kubernetes makes no pod for StatefulSet broker, Deployment kafka-ui:',
    LIMIT,
    'exceeded quota',
  ]);
});

test.each([
  ['that are all there', [workload('StatefulSet', 'broker', 3)], [event('StatefulSet', 'broker', LIMIT)]],
  ['of which nothing is said', [workload('StatefulSet', 'broker', 2)], []],
  [
    'that were refused before only',
    [workload('StatefulSet', 'broker', 2)],
    [event('StatefulSet', 'broker', LIMIT, 60_000)],
  ],
])('pods %s do not', (_, workloads, events) => looked(workloads, events));
