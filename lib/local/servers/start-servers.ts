import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Cluster } from '../../cluster';
import { classDataArguments } from '../java/class-data-archive';
import { jvmArguments } from '../java/jvm-arguments';
import type { Exit } from '../../common/spawn-detached';
import { metadataStore } from '../find-metadata-store';
import { CLEAN } from '../replicas/recover-logs';
import type { Runtime } from '../runtime';
import type { Steps } from '../../common/steps';
import { hasData } from './has-data';
import type { Server } from './server';
import { startServer } from './start-server';

interface Start {
  /** Holds a folder for each cluster. */
  readonly folder: string;
  readonly runtime: Runtime;
  readonly steps: Steps;
  readonly signal: AbortSignal;
  /** Is told of each server that ends while this process lives. */
  readonly onExit: (server: Server, exit: Exit) => void;
}

/** Starts those that hold the metadata, and all brokers together a little later; but a broker that may still be taken for alive only after that. */
export async function startServers(
  cluster: Cluster,
  servers: readonly Server[],
  { folder, runtime, steps, signal, onExit }: Start,
): Promise<void> {
  const store = metadataStore(cluster, folder);
  const holders = servers.filter(({ role }) => role !== 'broker');
  const headStartMs = holders.length > 0 ? store.headStartMs : 0;
  // Left behind by one that was killed: the brokers could not sign off then.
  const holderDied = holders.some(({ pidFile }) => existsSync(pidFile));
  const starts = await Promise.allSettled(
    servers.map(async (server) => {
      const { brokerGone } = store;
      if (brokerGone && server.role === 'broker' && (holderDied || endedUncleanly(server))) {
        await steps.run(`wait until ${cluster.metadata.name} has dropped the old session of ${server.name}`, () =>
          brokerGone(server.id, signal),
        );
      }
      if (server.role === 'broker') await delay(headStartMs, undefined, { signal }).catch(() => undefined);
      signal.throwIfAborted();
      const classData = classDataArguments(runtime.cache, runtime.java, server);
      const { exited } = await startServer(
        server,
        runtime.java.command,
        jvmArguments(server, runtime.classPath, classData, runtime.agent),
      );
      void exited.then((exit) => onExit(server, exit));
    }),
  );
  // Not before all have settled: one that starts after the others were stopped again would stay.
  const failed = starts.find((start) => start.status === 'rejected');
  if (failed) throw failed.reason;
}

/** A broker writes the second file as it ends, and removes it as it starts. */
const endedUncleanly = (server: Server): boolean => hasData(server) && !existsSync(join(server.data, CLEAN));
