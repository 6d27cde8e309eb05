import { explainExit } from './failures/explain-exit';
import { LocalRunError } from './local-run-error';
import { metadataStore } from './find-metadata-store';
import { markStarts } from './replicas/start-mark';
import type { Runtime } from './runtime';
import { namesOf, requireSurvivors, sortLate, type LateBroker } from './servers/lost-data';
import { serversOf, type Server } from './servers/server';
import { startServers } from './servers/start-servers';
import { stopServers } from './servers/stop-servers';
import type { Cluster } from '../cluster';
import { TERMINATION_GRACE_MS } from '../common/terminate';
import type { Steps } from '../common/steps';
import { somePartitions } from '../package/some-of';

export interface Start {
  /** Holds a folder for each cluster. */
  readonly folder: string;
  readonly runtime: Runtime;
  readonly steps: Steps;
  /** Aborts with the caller's signal, and by whoever finds that the start has failed. */
  readonly start: AbortController;
  /** Milliseconds. */
  readonly deadlineMs: number;
}

/** Starts servers that do not run. They are stopped again when a later step fails. */
export const startMissing = (cluster: Cluster, missing: readonly Server[], options: Start): Promise<void> => {
  const brokers = missing.filter(({ role }) => role === 'broker');
  return startWith(() => markStarts(cluster, options.folder, brokers), cluster, missing, options);
};

const startWith = (
  mark: () => void,
  cluster: Cluster,
  missing: readonly Server[],
  { folder, runtime, steps, start }: Start,
): Promise<void> =>
  steps.run(
    `start ${missing.map(({ name }) => name).join(', ')}`,
    async () => {
      mark();
      await metadataStore(cluster, folder).format(missing, serversOf(cluster, folder), runtime, start.signal);
      await startServers(cluster, missing, {
        folder,
        runtime,
        steps,
        signal: start.signal,
        onExit: (server, exit) => {
          if (!start.signal.aborted) start.abort(explainExit(server, exit));
        },
      });
    },
    { undo: () => stopServers(missing, TERMINATION_GRACE_MS) },
  );

/** What came of brokers that lack what others have. */
export interface LateStart {
  /**
   * Those that were started although they lack what they once had: until they are seen to serve beside the others, a next start is
   * not to take their data for whole, so that their start is still to be marked.
   */
  readonly refilled: readonly Server[];
  /** Partitions, such as `test/0`, that had no other replica. */
  readonly emptied: readonly string[];
}

/**
 * Brokers that lack what others have: at once where they are merely out of sync; after the others, which go on by themselves when
 * such a one must not join them, where those that hold the metadata do not know that they have lost it.
 */
export async function startLate(cluster: Cluster, late: readonly LateBroker[], options: Start): Promise<LateStart> {
  const { folder, steps, start, deadlineMs } = options;
  await metadataStore(cluster, folder).serves({ deadlineMs, signal: start.signal });
  const { dangerous, waiting, behind } = await sortLate(cluster, folder, late);
  const startAll = async (brokers: readonly LateBroker[]): Promise<void> => {
    const servers = brokers.map(({ server }) => server);
    if (servers.length > 0) await startMissing(cluster, servers, options);
  };
  await startAll(behind);
  if (dangerous.length === 0) return { refilled: [], emptied: [] };
  const what = dangerous.every(({ lacks }) => lacks)
    ? 'lost messages'
    : dangerous.some(({ lacks }) => lacks)
      ? 'lost messages, or all data'
      : 'no data';
  const survivors = { folder, deadlineMs, signal: start.signal, start: startAll };
  const gone = await steps.run(
    `wait for the others, as ${namesOf(dangerous)} ${dangerous.length === 1 ? 'has' : 'have'} ${what}`,
    () =>
      requireSurvivors(cluster, { dangerous, waiting }, survivors).catch((error: unknown) => {
        if (error instanceof LocalRunError && error.code === 'LOST_DATA') steps.keep();
        throw error;
      }),
    {
      outcome: (gone) =>
        gone.length > 0 ? `${somePartitions(gone)} had no other replica, and are empty now` : 'they serve',
    },
  );
  const refilled = dangerous.map(({ server }) => server);
  await startWith(() => undefined, cluster, refilled, options);
  return { refilled, emptied: gone.map(({ topic, partition }) => `${topic}/${partition}`) };
}
