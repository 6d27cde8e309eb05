import { explainExit } from './failures/explain-exit';
import { LocalRunError } from './local-run-error';
import type { Runtime } from './runtime';
import { requireSurvivors, some } from './servers/lost-data';
import type { Server } from './servers/server';
import { startServers } from './servers/start-servers';
import { stopServers } from './servers/stop-servers';
import type { Cluster } from '../cluster';
import { TERMINATION_GRACE_MS } from '../process/terminate';
import type { Steps } from '../steps';

export interface Start {
  readonly runtime: Runtime;
  readonly steps: Steps;
  /** Aborts with the caller's signal, and by whoever finds that the start has failed. */
  readonly start: AbortController;
  /** Milliseconds. */
  readonly deadlineMs: number;
}

/** Starts servers that do not run. They are stopped again when a later step fails. */
export const startMissing = (
  cluster: Cluster,
  missing: readonly Server[],
  { runtime, steps, start }: Start,
): Promise<void> =>
  steps.run(
    `start ${missing.map(({ name }) => name).join(', ')}`,
    () =>
      startServers(cluster, missing, {
        runtime,
        steps,
        signal: start.signal,
        onExit: (server, exit) => {
          if (!start.signal.aborted) start.abort(explainExit(server, exit));
        },
      }),
    { undo: () => stopServers(missing, TERMINATION_GRACE_MS) },
  );

/** Brokers whose data is gone, after the others: these go on by themselves when an empty one must not join them. */
export async function startEmptied(cluster: Cluster, lost: readonly Server[], options: Start): Promise<void> {
  const { steps, start, deadlineMs } = options;
  const names = lost.map(({ name }) => name).join(', ');
  await steps.run(
    `wait for the others, as ${names} ${lost.length === 1 ? 'has' : 'have'} no data`,
    () =>
      requireSurvivors(cluster, lost, { deadlineMs, signal: start.signal }).catch((error: unknown) => {
        if (error instanceof LocalRunError && error.code === 'LOST_DATA') steps.keep();
        throw error;
      }),
    { outcome: (gone) => (gone.length > 0 ? `${some(gone)} had no other replica, and are empty now` : 'they serve') },
  );
  await startMissing(cluster, lost, options);
}
