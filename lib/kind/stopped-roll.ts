import { diagnose } from './diagnose';
import { KindError } from './kind-error';
import type { Kubectl } from './kubectl';
import { isSettled, restarts, type Pod, type Workload } from './workloads';

/** Says why a server ended, from its log; undefined when it cannot tell. */
export type Explain = (log: string) => string | undefined;

/** How long a pod must be stuck before it counts: an image may come at the second try. */
const GRACE_MS = 15_000;
/** With fewer, what it needs may just not have been there yet. */
const MIN_RESTARTS = 2;

const REVISION = 'controller-revision-hash';

/** Watches for pods of the newest revision that will not become ready, however long one waits. */
export class RollWatch {
  readonly #since = new Map<string, number>();

  constructor(
    private readonly kubectl: Kubectl,
    private readonly explain: Explain,
  ) {}

  /** @throws {KindError} `ROLL_STOPPED` */
  async look(workloads: readonly Workload[], pods: readonly Pod[]): Promise<void> {
    const now = performance.now();
    const stuck = newest(workloads, pods).filter(isStuck);
    for (const uid of this.#since.keys())
      if (!stuck.some(({ metadata }) => metadata.uid === uid)) this.#since.delete(uid);
    for (const { metadata } of stuck) if (!this.#since.has(metadata.uid)) this.#since.set(metadata.uid, now);
    const given = stuck.find(({ metadata }) => now - this.#since.get(metadata.uid)! > GRACE_MS);
    if (given) throw await this.#stopped(given, pods);
  }

  async #stopped(pod: Pod, pods: readonly Pod[]): Promise<KindError> {
    const others = servingBeside(pod, pods);
    const rest =
      others.length === 0
        ? 'change the description, and run the same command again'
        : `${others.join(', ')} ${others.length === 1 ? 'serves' : 'serve'} on as before, and nothing more is replaced: put the old description back and run the same command again, which takes this back`;
    return new KindError('ROLL_STOPPED', `${await this.#reason(pod)}\n${rest}\n${await diagnose(this.kubectl)}`);
  }

  async #reason(pod: Pod): Promise<string> {
    const { name } = pod.metadata;
    const image = pod.status.containerStatuses?.find(({ state }) => isWithoutImage(state.waiting?.reason));
    if (image)
      return `${name} does not start, since its image ${image.image} cannot be had (${image.state.waiting!.reason!})`;
    const cause = this.explain(await this.#lastLog(name));
    return `${name} ended ${restarts(pod)} times while starting${cause === undefined ? ' (its log is below)' : `: ${cause}`}`;
  }

  async #lastLog(name: string): Promise<string> {
    for (const flags of [['--previous'], []]) {
      try {
        const { stdout } = await this.kubectl('logs', name, '--tail=500', ...flags);
        if (stdout !== '') return stdout;
      } catch {
        // The container before may be gone, or the one of now not begun.
      }
    }
    return '';
  }
}

/** Without pods of StatefulSets that are to be replaced anyway. */
function newest(workloads: readonly Workload[], pods: readonly Pod[]): readonly Pod[] {
  const revisions = workloads.flatMap(({ status }) => status?.updateRevision ?? []);
  return pods.filter(({ metadata }) => {
    const revision = metadata.labels?.[REVISION];
    return revision === undefined || revisions.includes(revision);
  });
}

const isWithoutImage = (reason: string | undefined): boolean =>
  reason !== undefined && /^(ErrImagePull|ImagePullBackOff|InvalidImageName|ErrImageNeverPull)$/.test(reason);

/** Cannot get its image, or has ended several times. */
function isStuck(pod: Pod): boolean {
  if (pod.metadata.deletionTimestamp !== undefined || isSettled(pod)) return false;
  const waiting = pod.status.containerStatuses?.map(({ state }) => state.waiting?.reason) ?? [];
  return waiting.some(isWithoutImage) || (waiting.includes('CrashLoopBackOff') && restarts(pod) >= MIN_RESTARTS);
}

/** Ready pods of the same StatefulSet that still are of another revision. */
const servingBeside = (pod: Pod, pods: readonly Pod[]): readonly string[] =>
  pods
    .filter(
      (other) =>
        isSettled(other) &&
        component(other) === component(pod) &&
        other.metadata.labels?.[REVISION] !== undefined &&
        other.metadata.labels[REVISION] !== pod.metadata.labels?.[REVISION],
    )
    .map(({ metadata }) => metadata.name);

const component = ({ metadata }: Pod): string | undefined => metadata.labels?.['app.kubernetes.io/component'];
