import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Cluster } from '../../cluster';
import { classDataArguments } from '../java/class-data-archive';
import { jvmArguments } from '../java/jvm-arguments';
import type { Exit } from '../../common/spawn-detached';
import type { Runtime } from '../runtime';
import type { Steps } from '../../common/steps';
import { registrationGone } from '../zookeeper/registration-gone';
import type { Server } from './server';
import { startServer } from './start-server';

interface Start {
  readonly runtime: Runtime;
  readonly steps: Steps;
  readonly signal: AbortSignal;
  /** Is told of each server that ends while this process lives. */
  readonly onExit: (server: Server, exit: Exit) => void;
}

/**
 * A broker that finds ZooKeeper's port still closed tries again only after up to a second. This is what ZooKeeper takes to
 * open it, and less than a broker takes to come that far: without it the start of three brokers takes a third longer.
 */
const HEAD_START_MS = 300;

/** Starts ZooKeeper, and all brokers together a little later; but a broker whose old registration may still stand only after that is gone. */
export async function startServers(
  cluster: Cluster,
  servers: readonly Server[],
  { runtime, steps, signal, onExit }: Start,
): Promise<void> {
  const headStartMs = servers.some(({ role }) => role === 'zookeeper') ? HEAD_START_MS : 0;
  // Left behind by a ZooKeeper server that was killed: the brokers could not sign off then.
  const zooKeeperDied = servers.some(({ role, pidFile }) => role === 'zookeeper' && existsSync(pidFile));
  const starts = await Promise.allSettled(
    servers.map(async (server) => {
      if (server.role === 'broker' && (zooKeeperDied || endedUncleanly(server))) {
        await steps.run(`wait until ZooKeeper has dropped the old session of ${server.name}`, () =>
          registrationGone(cluster, server.id, signal),
        );
      }
      if (server.role === 'broker') await delay(headStartMs, undefined, { signal }).catch(() => undefined);
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
