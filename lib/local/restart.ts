import type { Cluster } from '../cluster';
import { command } from '../package';
import { TERMINATION_GRACE_MS } from '../common/terminate';
import { asOnlyOne } from './cluster-lock';
import { LocalRunError } from './local-run-error';
import { findJava } from './java/find-java';
import { requireFlags } from './java/require-flags';
import { requireRoom } from './failures/not-writable';
import { requireDataToRestart } from './require-data-to-restart';
import { requireSafeStart } from './require-safe-start';
import { clusterFolder } from './servers/server-folder';
import { stopServers } from './servers/stop-servers';
import { runningServer } from './servers/stray-servers';
import { up, type UpOptions } from './up';
import type { UpResult } from './up-result';

/**
 * Stops one server and starts it again, with the properties that the description has by now; ready as after {@link up}.
 * @param name such as `broker-1`
 * @throws {LocalRunError} `NOT_RUNNING`, `LOST_DATA`, `NO_JAVA`, `REJECTED_CONFIG`; what {@link up} would refuse is refused before anything is stopped
 */
export async function restart(cluster: Cluster, name: string, options: UpOptions): Promise<UpResult> {
  const { folder, report = () => undefined } = options;
  const path = clusterFolder(cluster, folder);
  await asOnlyOne(path, async () => {
    const server = requireSafeStart(cluster, folder).servers.find((each) => each.name === name)!;
    requireRoom(path);
    if (!runningServer(server))
      throw new LocalRunError('NOT_RUNNING', `${name} does not run: ${command('up')} starts it`);
    await requireDataToRestart(cluster, folder, server);
    await requireFlags(cluster, await findJava(process.env, cluster.kafkaVersion), [server]);
    const step = `stop ${name}`;
    report({ step, state: 'started' });
    const [stopped] = await stopServers([server], TERMINATION_GRACE_MS);
    report({
      step,
      state: 'done',
      ...(stopped?.outcome === 'killed' ? { detail: 'killed: it did not end by itself' } : {}),
    });
  });
  // It is wanted, whatever becomes of the others.
  return up(cluster, { ...options, whenNotReady: 'left running' });
}
