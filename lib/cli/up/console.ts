import { join } from 'node:path';
import type { Cluster } from '../../cluster';
import { startDetached } from '../../console/detached';
import { NODE_FLAGS } from '../../console/node-flags';
import { clusterFolder, localAccess, securityFolder, type Report } from '../../local';
import { isSource, packageRoot } from '../../package';

interface Options {
  /** Holds a folder for each cluster. */
  readonly folder: string;
  readonly report: Report;
  readonly signal: AbortSignal;
}

const STEP = 'console';

/** Starts the console of a local run. What keeps it from starting is said, and is no fault of the cluster. */
export async function startConsoleOf(cluster: Cluster, { folder, report, signal }: Options): Promise<void> {
  report({ step: STEP, state: 'started' });
  const console = await startDetached({
    folder: clusterFolder(cluster, folder),
    args: [...NODE_FLAGS, ...programArgs, ...accessArgs(cluster, folder), '--ui-port', String(cluster.uiPort)],
    port: cluster.uiPort,
    signal,
  });
  if (console.outcome === 'failed') report({ step: STEP, state: 'failed', detail: console.reason });
  else
    report({
      step: STEP,
      state: 'done',
      detail: `${console.url}${cluster.security ? passwordText(cluster, folder) : ''}`,
    });
}

/** It may do all, so that it asks who comes, where brokers do. */
function accessArgs(cluster: Cluster, folder: string): readonly string[] {
  const brokers = ['-b', localAccess(cluster, folder).brokers.join()];
  if (!cluster.security) return brokers;
  const { password, properties } = securityFolder(cluster, folder).console;
  return [...brokers, '--command-config', properties, '--password-file', password];
}

const passwordText = (cluster: Cluster, folder: string): string =>
  `, by any name and the password in ${securityFolder(cluster, folder).console.password}`;

const programArgs: readonly string[] = isSource
  ? ['-r', join(packageRoot, 'register.js'), join(packageRoot, 'lib/cli/console.ts')]
  : [join(packageRoot, 'build/cli/console.js')];
