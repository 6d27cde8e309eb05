import type { PodDescription, PodsDescription } from './description';

/** Kinds of pods that are set apart from each other. */
export const POD_KINDS = ['broker', 'zookeeper', 'controller', 'ui', 'jobs'] as const;
export type PodKind = (typeof POD_KINDS)[number];

/** What is described for a kind of pods, with that of all. */
export type Pods = Readonly<Record<PodKind, PodDescription>>;

export const resolvePods = ({ all = {}, ...kinds }: PodsDescription = {}): Pods =>
  Object.fromEntries(POD_KINDS.map((kind) => [kind, merged(all, kinds[kind] ?? {})])) as unknown as Pods;

const merged = (all: PodDescription, own: PodDescription): PodDescription =>
  Object.fromEntries(
    Object.entries({ ...all, ...own }).flatMap(([field, last]) => {
      const [first, second] = [all, own].map((pod) => pod[field as keyof PodDescription]);
      const value = second === undefined ? first : first === undefined ? last : both(first, second);
      return value === undefined ? [] : [[field, value]];
    }),
  );

function both(first: unknown, second: unknown): unknown {
  if (Array.isArray(first) && Array.isArray(second)) {
    const names = new Set(second.map(nameOf));
    return [
      ...(first as readonly unknown[]).filter((entry) => !names.has(nameOf(entry))),
      ...(second as readonly unknown[]),
    ];
  }
  return typeof first === 'object' ? { ...first, ...(second as object) } : second;
}

/** By which Kubernetes tells entries of a list apart; those without a name are what they say. */
const nameOf = (entry: unknown): string => {
  const { name, mountPath } = entry as { name?: string; mountPath?: string };
  return mountPath ?? name ?? JSON.stringify(entry);
};
