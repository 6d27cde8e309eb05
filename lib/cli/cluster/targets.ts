import type { Cluster } from '../../cluster';
import { project } from '../../cli-kit';
import { kindTarget } from '../../kind';
import { localTarget, reasonIn } from '../../local';
import type { Target, TargetName } from '../../target';
import { withConsole } from './with-console';

export interface Chosen {
  readonly cluster: Cluster;
  /** The same as `up` would start it by now. */
  readonly toStart: () => Cluster;
  /** Of local runs. */
  readonly folder: string;
  /** Starts no console. @default false */
  readonly noUi?: boolean | undefined;
}

const TARGET: Readonly<Record<TargetName, (chosen: Chosen) => Target>> = {
  kind: ({ cluster }) => kindTarget(cluster, { folder: project.kindFolder, project: project.root, explain: reasonIn }),
  local: ({ cluster, noUi = false, ...options }) =>
    withConsole(localTarget(cluster, options), { folder: options.folder, noUi }),
};

export const targetOf = (name: TargetName, chosen: Chosen): Target => TARGET[name](chosen);
