import type { Cluster } from '../cluster';
import type { PodDescription } from './description';
import { POD_KINDS, type PodKind } from './resolve-pods';

export interface DescribedPod {
  /** Of the description, such as `pods.broker`. */
  readonly path: string;
  /** Which pods it is about. */
  readonly kinds: readonly PodKind[];
  readonly pod: PodDescription;
}

/** What the user wrote of pods, each part once. */
export const describedPods = ({ description: { pods = {} } }: Cluster): readonly DescribedPod[] =>
  (['all', ...POD_KINDS] as const).flatMap((name) => {
    const pod = pods[name];
    return pod ? [{ path: `pods.${name}`, kinds: name === 'all' ? POD_KINDS : [name], pod }] : [];
  });
