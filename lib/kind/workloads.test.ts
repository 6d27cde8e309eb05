import { failureOf, isDone, isServing, isSettled, podStatus, restarts, type Pod, type Workload } from './workloads';

const statefulSet = (status: Workload['status'], generation = 1): Workload => ({
  kind: 'StatefulSet',
  metadata: { name: 'broker', generation },
  spec: { replicas: 3 },
  ...(status ? { status } : {}),
});
const allReady = { observedGeneration: 1, replicas: 3, updatedReplicas: 3, readyReplicas: 3 };

describe('a StatefulSet is', () => {
  test.each<[string, Workload, boolean]>([
    ['done when all replicas are of the newest revision and ready', statefulSet(allReady), true],
    ['not done before its controller has seen it', statefulSet(undefined), false],
    ['not done while the status is that of the generation before', statefulSet(allReady, 2), false],
    ['not done while a replica is not ready', statefulSet({ ...allReady, readyReplicas: 2 }), false],
    ['not done while a replica is of an old revision', statefulSet({ ...allReady, updatedReplicas: 2 }), false],
    ['not done while a replica too many is there', statefulSet({ ...allReady, replicas: 4 }), false],
  ])('%s', (_, workload, done) => expect(isDone(workload)).toBe(done));
});

describe('a Job', () => {
  const job = (type: string, status: 'True' | 'False'): Workload => ({
    kind: 'Job',
    metadata: { name: 'topics' },
    spec: {},
    status: { conditions: [{ type, status, reason: 'BackoffLimitExceeded', message: 'too often' }] },
  });

  test('is done when it is complete', () => {
    expect(isDone(job('Complete', 'True'))).toBe(true);
    expect(isDone(job('Complete', 'False'))).toBe(false);
  });

  test('that has failed says why', () => {
    expect(failureOf(job('Failed', 'True'))).toBe('BackoffLimitExceeded: too often');
    expect(failureOf(job('Complete', 'True'))).toBeUndefined();
  });
});

describe('a pod', () => {
  const container = (name: string, ready: boolean) => ({ name, ready, image: 'a:1', restartCount: 2, state: {} });
  const pod = (status: Partial<Pod['status']>, parts: Partial<Pick<Pod, 'metadata' | 'spec'>> = {}): Pod => ({
    kind: 'Pod',
    metadata: { name: 'broker-1', uid: '1' },
    spec: { restartPolicy: 'Always' },
    ...parts,
    status: { phase: 'Running', ...status },
  });
  const ready = { conditions: [{ type: 'Ready', status: 'True' as const }] };
  const ofJob = { spec: { restartPolicy: 'Never' as const } };
  const leaving = { metadata: { name: 'broker-1', uid: '1', deletionTimestamp: '2026-01-01T00:00:00Z' } };
  const unschedulable = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable' } as const;
  const waiting = {
    containerStatuses: [{ ...container('broker', false), state: { waiting: { reason: 'CrashLoopBackOff' } } }],
  };
  const broker = (isListening: boolean, isInSync: boolean) =>
    pod({ containerStatuses: [container('broker', isListening), container('readiness', isInSync)] });

  test.each<[string, Pod, boolean, string]>([
    ['that is ready', pod(ready), true, 'Running'],
    ['that is not ready yet', pod({}), false, 'Running, not ready'],
    ['of a broker that serves, but is behind', broker(true, false), false, 'Running, not in sync'],
    ['of a broker that does not serve yet', broker(false, false), false, 'Running, not ready'],
    ['that is on its way out', pod(ready, leaving), false, 'Terminating'],
    ['that crashes', pod(waiting), false, 'CrashLoopBackOff'],
    ['that no node takes', pod({ phase: 'Pending', conditions: [unschedulable] }), false, 'Unschedulable'],
    ['of a Job that runs', pod(ready, ofJob), false, 'Running'],
    ['of a Job that has ended', pod({ phase: 'Succeeded' }, ofJob), true, 'Succeeded'],
  ])('%s is settled or not, and has the status of kubectl', (_, given, settled, status) => {
    expect(isSettled(given)).toBe(settled);
    expect(podStatus(given)).toBe(status);
  });

  test('serves when it is ready, or is behind only', () => {
    expect([pod(ready), broker(true, false)].map(isServing)).toEqual([true, true]);
    expect([pod({}), pod(waiting), pod(ready, leaving), broker(false, true)].map(isServing)).toEqual(
      Array(4).fill(false),
    );
  });

  test('counts the restarts of its containers', () => expect(restarts(pod(waiting))).toBe(2));
});
