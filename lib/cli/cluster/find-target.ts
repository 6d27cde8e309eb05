import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster } from '../../cluster';
import { findNodes, whyNoKind } from '../../kind';
import { localRun } from '../../local';
import { project, type Run } from '../../cli-kit';
import type { TargetName } from '../../target';
import type { clusterSettings, targetSettings } from './settings';

/**
 * What the cluster is on: what runs comes before what is stopped. One that is nowhere will be on kind where that can be used.
 * Says why, unless it was told.
 */
export async function findTarget(
  cluster: Cluster,
  { values, signal, note }: Run<typeof clusterSettings & typeof targetSettings>,
): Promise<TargetName> {
  const told = values.on ?? values.usualTarget;
  if (told !== undefined) return told;
  const [target, reason] = await look(cluster, values.folder, signal);
  note(`on ${target} (${reason})`);
  return target;
}

async function look(cluster: Cluster, folder: string, signal: AbortSignal): Promise<readonly [TargetName, string]> {
  const here = localRun(cluster, folder);
  if (here === 'running') return ['local', 'running'];
  const obstacle = await whyNoKind(signal);
  // While Docker cannot be asked, a cluster that was started on kind is not begun anew elsewhere.
  const wasStarted = existsSync(join(project.kindFolder, cluster.name));
  if (obstacle === undefined ? (await findNodes(cluster, signal)).length > 0 : wasStarted) return ['kind', 'started'];
  if (here === 'stopped') return ['local', 'stopped'];
  if (cluster.security) return ['local', 'secured, which no manifests are written of so far'];
  return obstacle === undefined ? ['kind', 'available'] : ['local', obstacle];
}
