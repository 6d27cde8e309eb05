import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster } from '../../cluster';
import { classDataArguments } from '../java/class-data-archive';
import { jvmArguments } from '../java/jvm-arguments';
import type { Exit } from '../process/spawn-detached';
import type { Runtime } from '../runtime';
import { registrationGone } from '../zookeeper/registration-gone';
import type { Server } from './server';
import { startServer } from './start-server';

/**
 * Starts all at once, a broker whose old registration may still stand after that is gone.
 * @param onExit is told of each server that ends while this process lives
 */
export async function startServers(
  cluster: Cluster,
  servers: readonly Server[],
  runtime: Runtime,
  signal: AbortSignal,
  onExit: (server: Server, exit: Exit) => void,
): Promise<void> {
  // Left behind by a ZooKeeper server that was killed: the brokers could not sign off then.
  const zooKeeperDied = servers.some(({ role, pidFile }) => role === 'zookeeper' && existsSync(pidFile));
  const starts = await Promise.allSettled(
    servers.map(async (server) => {
      if (server.role === 'broker' && (zooKeeperDied || endedUncleanly(server))) {
        await registrationGone(cluster, server.id, signal);
      }
      signal.throwIfAborted();
      const classData = classDataArguments(runtime.cache, runtime.java, server);
      const { exited } = await startServer(
        server,
        runtime.java.command,
        jvmArguments(server, runtime.classPath, classData),
      );
      void exited.then((exit) => onExit(server, exit));
    }),
  );
  // Not before all have settled: one that starts after the others were stopped again would stay.
  const failed = starts.find((start) => start.status === 'rejected');
  if (failed) throw failed.reason;
}

/** A broker writes the second file as it ends, and removes it as it starts. */
const endedUncleanly = ({ data }: Server): boolean =>
  existsSync(join(data, 'meta.properties')) && !existsSync(join(data, '.kafka_cleanshutdown'));
