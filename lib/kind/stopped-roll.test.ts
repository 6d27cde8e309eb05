import { rejection } from '../../test/support/rejection';
import type { Kubectl } from './kubectl';
import { RollWatch } from './stopped-roll';
import type { Pod, Workload } from './workloads';

const NEW = 'broker-5b8d7f9c4f';
const OLD = 'broker-56bc7b44b6';

const workload: Workload = {
  kind: 'StatefulSet',
  metadata: { name: 'broker', generation: 2 },
  spec: { replicas: 3 },
  status: { observedGeneration: 2, replicas: 3, readyReplicas: 2, updateRevision: NEW },
};

type State = NonNullable<Pod['status']['containerStatuses']>[number]['state'];

/** As kubectl tells it, without what nothing looks at. */
const pod = (name: string, revision: string, state: State, restartCount = 0): Pod => ({
  kind: 'Pod',
  metadata: {
    name,
    uid: name,
    labels: { 'app.kubernetes.io/component': 'broker', 'controller-revision-hash': revision },
  },
  spec: { restartPolicy: 'Always' },
  status: {
    phase: 'Running',
    conditions: [{ type: 'Ready', status: state.waiting ? 'False' : 'True' }],
    containerStatuses: [{ name: 'broker', ready: false, image: 'apache/kafka:no-such', restartCount, state }],
  },
});
const waiting = (reason: string): State => ({ waiting: { reason } });
const others = [pod('broker-1', OLD, {}), pod('broker-2', OLD, {})];

/** Every log says the same. */
const kubectl: Kubectl = (...args) =>
  Promise.resolve({ stdout: args.includes('--output') ? '{"items":[]}' : 'the log', stderr: '' });

describe('a roll', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  /** Looks at the third broker, and again after some seconds. */
  const watched = async (first: Pod, seconds: number, second: Pod = first) => {
    const watch = new RollWatch(kubectl, (log) => `because of ${log}`);
    await watch.look([workload], [...others, first]);
    jest.advanceTimersByTime(seconds * 1000);
    await watch.look([workload], [...others, second]);
  };

  test('stops when an image cannot be had, and says which, what serves on, and what takes it back', async () => {
    const error = await rejection(
      watched(pod('broker-3', NEW, waiting('ErrImagePull')), 20, pod('broker-3', NEW, waiting('ImagePullBackOff'))),
    );
    expect(error).toMatchObject({ code: 'ROLL_STOPPED', exitCode: 3 });
    expect(error.message.split('\n').slice(0, 2)).toEqual([
      'broker-3 does not start, since its image apache/kafka:no-such cannot be had (ImagePullBackOff)',
      'broker-1, broker-2 serve on as before, and nothing more is replaced: put the old description back and run the same command again, which takes this back',
    ]);
  });

  test('stops when a server ends again and again, and says why in the words of its log', async () => {
    const error = await rejection(watched(pod('broker-3', NEW, waiting('CrashLoopBackOff'), 2), 20));
    expect(error.message).toMatch(/^broker-3 ended 2 times while starting: because of the log\n/);
  });

  test.each([
    ['an image that comes at the second try', pod('broker-3', NEW, waiting('ErrImagePull')), pod('broker-3', NEW, {})],
    ['a server that ended once', pod('broker-3', NEW, waiting('CrashLoopBackOff'), 1), undefined],
    ['a pod that is still to be replaced', pod('broker-3', OLD, waiting('ImagePullBackOff')), undefined],
    ['a pod that is being made', pod('broker-3', NEW, waiting('ContainerCreating')), undefined],
  ] as const)('does not stop for %s', async (_, first, second) => {
    await watched(first, 20, second);
  });

  test('gives an image some seconds', () => watched(pod('broker-3', NEW, waiting('ImagePullBackOff')), 5));
});
