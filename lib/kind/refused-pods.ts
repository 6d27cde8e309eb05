import { diagnose } from './diagnose';
import { KindError } from './kind-error';
import type { Kubectl } from './kubectl';
import type { Workload } from './workloads';

/** How long pods must be missing before it counts: a quota may be freed by those that go. */
const GRACE_MS = 15_000;

interface Event {
  readonly involvedObject: { readonly kind: string; readonly name: string };
  readonly message: string;
  readonly lastTimestamp: string | null;
}

/** Watches for pods that Kubernetes refuses to make, however long one waits: a quota or a LimitRange is against them. */
export class RefusedPods {
  readonly #since = new Map<string, number>();
  readonly #began = Date.now();

  constructor(private readonly kubectl: Kubectl) {}

  /** @throws {KindError} `PODS_REFUSED`, in the words of Kubernetes */
  async look(workloads: readonly Workload[]): Promise<void> {
    const short = workloads.filter(lacksPods);
    const now = performance.now();
    for (const name of this.#since.keys()) if (!short.some((one) => nameOf(one) === name)) this.#since.delete(name);
    for (const one of short) if (!this.#since.has(nameOf(one))) this.#since.set(nameOf(one), now);
    const late = short.filter((one) => now - this.#since.get(nameOf(one))! > GRACE_MS);
    if (late.length === 0) return;
    const reasons = (await this.#events()).filter((event) => late.some((one) => isOf(event, one)));
    if (reasons.length === 0) return;
    const lines = [...new Set(reasons.map(({ message }) => message))];
    throw new KindError(
      'PODS_REFUSED',
      `Kubernetes makes no pod for ${late.map(nameOf).join(', ')}:\n${lines.join('\n')}\nchange the description or what limits the namespace, and run the same command again\n${await diagnose(this.kubectl)}`,
    );
  }

  /** Since the wait began. */
  async #events(): Promise<readonly Event[]> {
    const failed = ['get', 'events', '--field-selector', 'reason=FailedCreate', '--output', 'json'];
    const { items } = JSON.parse((await this.kubectl(...failed)).stdout) as { items: Event[] };
    return items.filter(({ lastTimestamp }) => lastTimestamp === null || Date.parse(lastTimestamp) >= this.#began);
  }
}

const nameOf = ({ kind, metadata }: Workload): string => `${kind} ${metadata.name}`;

const lacksPods = ({ kind, spec, status }: Workload): boolean =>
  kind !== 'Job' && (status?.replicas ?? 0) < (spec.replicas ?? 1);

/** A Deployment leaves it to its ReplicaSets, which have its name and a hash. */
const isOf = ({ involvedObject: { kind, name } }: Event, { kind: of, metadata }: Workload): boolean =>
  of === 'Deployment'
    ? kind === 'ReplicaSet' && name.replace(/-[^-]+$/, '') === metadata.name
    : kind === of && name === metadata.name;
