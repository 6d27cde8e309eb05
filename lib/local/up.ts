import { dirname } from 'node:path';
import { localAddresses, requireCluster, type Cluster } from '../cluster';
import { waitUntilReady } from '../kafka';
import { localAccess } from './access';
import { asOnlyOne } from './cluster-lock';
import { requireSpace } from './failures/not-writable';
import { buildArchive } from './java/class-data-archive';
import { requireFlags } from './java/require-flags';
import { metadataStore } from './find-metadata-store';
import { putBackStrays } from './kraft/strays';
import { requireFreePorts } from './ports';
import { runningProcess } from '../common/pid-file';
import { TERMINATION_GRACE_MS } from '../common/terminate';
import { Steps, type Report } from '../common/steps';
import { provideAgent } from './distribution/provide-agent';
import { findRuntime, type Runtime } from './runtime';
import { forgottenTopics } from './servers/forgotten-topics';
import { knownClusterId } from './servers/known-cluster-id';
import { recordMetadataEnd, writeRecord } from './record';
import { markStarts } from './replicas/start-mark';
import { partitionsWithoutFiles, replicasOnDisk } from './replicas/without-files';
import { recoverLogs } from './replicas/recover-logs';
import { provideCertificates } from './security/provide-certificates';
import { requirePlace } from './require-place';
import { requireSafeStart } from './require-safe-start';
import { damageOf } from './servers/lost-data';
import { requireOpenFiles } from './servers/require-open-files';
import { requireVisible } from './servers/require-visible';
import { START_ORDER } from './servers/roles';
import { isOutdated, type Server } from './servers/server';
import { clusterFolder, type ServerFolder } from './servers/server-folder';
import { startLate, startMissing, type LateStart } from './start-steps';
import { stopServers } from './servers/stop-servers';
import { undescribedServers } from './servers/undescribed-servers';
import { watchRunning } from './servers/watch-running';
import type { UpResult, UpServer } from './up-result';

export interface UpOptions {
  /** Holds a folder for each cluster. */
  readonly folder: string;
  readonly report?: Report;
  /** Stops what this call started, and rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Milliseconds from the start of the servers until all are ready. @default 120000 */
  readonly deadlineMs?: number;
  /**
   * What becomes of the servers that were started where not all is ready by the deadline, or the wait is aborted.
   * @default - stopped; those that were started beside others that run are left running, unless it is aborted
   */
  readonly whenNotReady?: 'stopped' | 'left running';
}

/**
 * Makes the cluster run on this machine: starts the servers that do not run, leaves those alone that do, and waits until every
 * broker knows all others, the controller, and every topic with the leaders of its partitions. The servers outlive this process.
 * When it fails or is aborted, it stops those that it started, unless they came to others that run, which need them; data and logs stay.
 * @throws {LocalRunError} when something here is not as it must be, or a server ends while starting: why, and its log
 * @throws {KafkaError} when the brokers run but are not ready by the deadline
 */
export async function up(cluster: Cluster, options: UpOptions): Promise<UpResult> {
  requireCluster(cluster);
  requirePlace(options);
  const { folder, report = () => undefined, signal, deadlineMs = 120_000, whenNotReady } = options;
  const brokers = localAddresses(cluster);

  return asOnlyOne(clusterFolder(cluster, folder), async () => {
    const steps = new Steps(report);
    const store = metadataStore(cluster, folder);
    const found = requireSafeStart(cluster, folder);
    const { servers, missing } = found;
    await requireVisible(found.folders);
    missing.forEach(putBackStrays);
    const start = startSignal(signal);
    watchRunning(
      servers.filter((server) => !missing.includes(server)),
      start,
    );
    try {
      const isColdStart = servers.every((server) => server.role !== 'broker' || missing.includes(server));
      const onDisk = isColdStart ? replicasOnDisk(found.folders) : undefined;
      const { late, cut, gone, older } = damageOf(cluster, folder, servers, missing);
      const runtime = missing.length > 0 ? await prepare(cluster, missing, steps, start.signal) : undefined;
      writeRecord(cluster, folder);
      await provideCertificates(cluster, folder, missing);
      await stopUndescribed(undescribedServers(cluster, folder), steps);
      store.prepare(found);
      cut.forEach(recoverLogs);
      let { refilled, emptied }: LateStart = { refilled: [], emptied: [] };
      if (runtime) {
        const others = missing.filter((server) => !late.some((broker) => broker.server === server));
        const options = { folder, runtime, steps, start, deadlineMs };
        if (others.length > 0) await startMissing(cluster, others, options);
        if (late.length > 0) ({ refilled, emptied } = await startLate(cluster, late, options));
      }
      const clusterId = knownClusterId(servers);
      const wait = `wait for ${cluster.metadata.name}, all brokers and their topics`;
      const onWait = (missing: string) => report({ step: wait, state: 'started', detail: missing });
      const ready = await steps.run(wait, async () => {
        await store.serves({ deadlineMs, signal: start.signal, onWait });
        const access = localAccess(cluster, folder);
        const expected = { ...access, topics: store.existingTopics, deadlineMs, onWait, signal: start.signal };
        return waitUntilReady(clusterId === undefined ? expected : { ...expected, clusterId });
      });
      recordMetadataEnd(cluster, folder, store.logEnd(servers));
      if (refilled.length > 0) markStarts(cluster, folder, refilled);
      if (runtime) buildArchives(runtime, missing);
      const results = servers.map((server) => resultOf(server, missing));
      const known = await store.knownTopics();
      const forgotten = forgottenTopics(servers, known);
      const isKnown = (partition: string): boolean => known.has(partition.slice(0, partition.lastIndexOf('/')));
      const short = gone.filter(isKnown);
      const withoutFiles = onDisk ? await partitionsWithoutFiles(localAccess(cluster, folder), onDisk) : [];
      return {
        ...ready,
        forgotten,
        short,
        emptied,
        vanished: withoutFiles.filter((partition) => !short.includes(partition) && !emptied.includes(partition)),
        older: [...older].flatMap(([name, partitions]) => (partitions.some(isKnown) ? [name] : [])),
        bootstrap: brokers,
        servers: results,
        timings: steps.timings,
      };
    } catch (error) {
      const isJoining = missing.length < servers.length && signal?.aborted !== true;
      if ((whenNotReady ?? (isJoining ? 'left running' : 'stopped')) === 'stopped') await steps.undo();
      else tellRunning(missing, report);
      throw error;
    } finally {
      start.abort();
    }
  });
}

/** Aborts with the caller's signal, and by whoever finds that the start has failed. */
function startSignal(outer: AbortSignal | undefined): AbortController {
  const start = new AbortController();
  outer?.throwIfAborted();
  outer?.addEventListener('abort', () => start.abort(outer.reason), { signal: start.signal });
  return start;
}

/** What can be known before anything is started. */
async function prepare(
  cluster: Cluster,
  missing: readonly Server[],
  steps: Steps,
  signal: AbortSignal,
): Promise<Runtime> {
  const runtime = await steps.run('find Java and the jars of Kafka', () => findRuntime(cluster.kafkaVersion, signal), {
    outcome: ({ jarsFrom }) => `jars from ${jarsFrom}`,
  });
  await requireFlags(cluster, runtime.java, missing);
  requireSpace(dirname(missing[0]!.path));
  await requireFreePorts(missing);
  await requireOpenFiles(cluster, missing);
  if (!cluster.metrics) return runtime;
  return { ...runtime, agent: await steps.run('find the agent that tells metrics', () => provideAgent(signal)) };
}

/** They hold no replica, and would be given some. */
async function stopUndescribed(servers: readonly ServerFolder[], steps: Steps): Promise<void> {
  if (servers.length === 0) return;
  const names = servers.map(({ name }) => name).join(', ');
  await steps.run(`stop ${names}, not described any more`, () => stopServers(servers, TERMINATION_GRACE_MS));
}

function tellRunning(started: readonly Server[], report: Report): void {
  const running = started.filter(({ pidFile }) => runningProcess(pidFile) !== undefined);
  if (running.length === 0) return;
  report({ step: `left running: ${running.map(({ name }) => name).join(', ')}`, state: 'done' });
}

/** The next start is faster for it. */
function buildArchives({ cache, java, classPath }: Runtime, started: readonly Server[]): void {
  for (const role of START_ORDER) {
    const server = started.find((server) => server.role === role);
    if (server) buildArchive(cache, java, server, classPath);
  }
}

function resultOf(server: Server, missing: readonly Server[]): UpServer {
  const { role, id, name, log, pidFile } = server;
  return {
    role,
    id,
    name,
    log,
    pid: runningProcess(pidFile)?.pid,
    outcome: missing.includes(server) ? 'started' : 'already running',
    outdated: isOutdated(server),
  };
}
