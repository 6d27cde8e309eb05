/** The parts of Kubernetes objects that tell whether they are done. */
export interface Workload {
  readonly kind: 'StatefulSet' | 'Deployment' | 'Job';
  readonly metadata: { readonly name: string; readonly generation?: number };
  readonly spec: { readonly replicas?: number };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly updatedReplicas?: number;
    readonly readyReplicas?: number;
    readonly replicas?: number;
    /** Of a StatefulSet: what its pods are to become. */
    readonly updateRevision?: string;
    readonly conditions?: readonly Condition[];
  };
}

export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  readonly message?: string;
  /** ISO 8601. */
  readonly lastTransitionTime?: string;
}

export interface Pod {
  readonly kind: 'Pod';
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
  };
  readonly spec: { readonly restartPolicy: 'Always' | 'Never' | 'OnFailure'; readonly nodeName?: string };
  readonly status: {
    readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
    readonly conditions?: readonly Condition[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
    readonly containerStatuses?: readonly ContainerStatus[];
  };
}

interface ContainerStatus {
  readonly name: string;
  readonly ready: boolean;
  readonly image: string;
  readonly restartCount: number;
  readonly state: {
    readonly waiting?: { readonly reason?: string; readonly message?: string };
    readonly terminated?: { readonly reason?: string };
  };
}

const holds = (conditions: readonly Condition[] | undefined, type: string): boolean =>
  conditions?.some((condition) => condition.type === type && condition.status === 'True') ?? false;

/** Every replica is of the newest generation and ready, or the Job has succeeded. */
export function isDone({ kind, metadata, spec, status = {} }: Workload): boolean {
  if (kind === 'Job') return holds(status.conditions, 'Complete');
  const wanted = spec.replicas ?? 1;
  return (
    (status.observedGeneration ?? 0) >= (metadata.generation ?? 0) &&
    status.updatedReplicas === wanted &&
    status.readyReplicas === wanted &&
    status.replicas === wanted
  );
}

/** Why a Job will never be done. */
export function failureOf({ kind, status = {} }: Workload): string | undefined {
  const failed = kind === 'Job' ? status.conditions?.find(({ type }) => type === 'Failed') : undefined;
  return failed?.status === 'True' ? `${failed.reason ?? 'Failed'}: ${failed.message ?? ''}` : undefined;
}

/** Serves or, as the pod of a Job, has ended. */
export const isSettled = ({ metadata, spec, status }: Pod): boolean =>
  metadata.deletionTimestamp === undefined &&
  (status.phase === 'Succeeded' ||
    status.phase === 'Failed' ||
    (spec.restartPolicy === 'Always' && holds(status.conditions, 'Ready')));

/** Of a broker that is ready when it is in sync: it serves already, or still, before this container says so. */
const READINESS = 'readiness';

/** Serves clients, though it may be behind. */
export function isServing(pod: Pod): boolean {
  const { metadata, status } = pod;
  const [main, ...beside] = [...(status.containerStatuses ?? [])].sort((a, b) => rank(a) - rank(b));
  const isBehind = main?.ready === true && beside.length === 1 && beside[0]!.name === READINESS;
  return isSettled(pod) || (metadata.deletionTimestamp === undefined && isBehind);
}

const rank = ({ name }: ContainerStatus): number => (name === READINESS ? 1 : 0);

/** What `kubectl get pods` shows as STATUS, and what that leaves unsaid. */
export function podStatus(pod: Pod): string {
  const { metadata, status } = pod;
  if (metadata.deletionTimestamp !== undefined) return 'Terminating';
  const scheduled = status.conditions?.find(({ type }) => type === 'PodScheduled');
  if (scheduled?.status === 'False') return scheduled.reason ?? 'Unschedulable';
  const before = status.initContainerStatuses?.find(({ state }) => isStuck(state));
  if (before) return `Init:${before.state.waiting?.reason ?? 'Error'}`;
  const states = status.containerStatuses?.map(({ state }) => state.waiting?.reason ?? state.terminated?.reason) ?? [];
  const reason = states.find((state) => state !== undefined);
  if (reason !== undefined) return reason;
  if (status.phase !== 'Running' || holds(status.conditions, 'Ready')) return status.phase;
  return isServing(pod) ? 'Running, not in sync' : 'Running, not ready';
}

/** One that has not done its work, and waits to be tried again: until then `PodInitializing` is all that is said of the others. */
const isStuck = ({ waiting, terminated }: ContainerStatus['state']): boolean =>
  (waiting?.reason !== undefined && waiting.reason !== 'PodInitializing') ||
  (terminated?.reason !== undefined && terminated.reason !== 'Completed');

export const restarts = ({ status }: Pod): number =>
  status.containerStatuses?.reduce((sum, { restartCount }) => sum + restartCount, 0) ?? 0;
