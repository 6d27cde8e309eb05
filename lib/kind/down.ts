import { rm } from 'node:fs/promises';
import type { Cluster } from '../cluster';
import { deleteNodes, findNodes } from './nodes';
import { Steps, type Report } from '../common/steps';
import { requireNothingElse } from './require-nothing-else';
import { requireTools } from './tools';
import { closeUiForward } from './ui-forward';
import { folderOf } from './up';

export interface DownOptions {
  /** The one that `up` was given. */
  readonly folder: string;
  readonly report?: Report;
  readonly signal?: AbortSignal;
}

/**
 * Removes the kind cluster with all that is in it, messages too. None there is no error.
 * @throws {KindError} `REFUSED_CHANGE` where others have something in it
 */
export async function down(cluster: Cluster, options: DownOptions): Promise<'removed' | 'not there'> {
  const { report = () => undefined, signal } = options;
  const folder = folderOf(cluster, options.folder);
  await requireTools(signal);
  if ((await findNodes(cluster, signal)).length > 0) await requireNothingElse(cluster, signal);
  const steps = new Steps(report);
  await closeUiForward(folder);
  const outcome = await steps.run(
    `remove kind cluster ${cluster.name}`,
    async () => {
      if ((await findNodes(cluster, signal)).length === 0) return 'not there';
      await deleteNodes(cluster, signal);
      return 'removed';
    },
    { outcome: String },
  );
  await rm(folder, { recursive: true, force: true });
  return outcome;
}
