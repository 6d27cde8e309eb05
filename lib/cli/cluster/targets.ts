import type { Cluster } from '../../cluster';
import { project } from '../../cli-kit';
import { kindTarget } from '../../kind';
import { localTarget, reasonIn } from '../../local';
import type { Target, TargetName } from '../../target';

export interface Chosen {
  readonly cluster: Cluster;
  /** The same as `up` would start it by now. */
  readonly toStart: () => Cluster;
  /** Of local runs. */
  readonly folder: string;
}

const TARGET: Readonly<Record<TargetName, (chosen: Chosen) => Target>> = {
  kind: ({ cluster }) => kindTarget(cluster, { folder: project.kindFolder, project: project.root, explain: reasonIn }),
  local: ({ cluster, ...options }) => localTarget(cluster, options),
};

export const targetOf = (name: TargetName, chosen: Chosen): Target => TARGET[name](chosen);
