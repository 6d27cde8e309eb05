import { partitionOf, type Cluster } from '../../cluster';
import { waitUntilReady, type LeaderlessPartition } from '../../kafka';
import { command } from '../../package';
import { localAccess } from '../access';
import { LocalRunError } from '../local-run-error';
import { metadataStore } from '../find-metadata-store';
import { readRecord } from '../record';
import { aloneIn } from '../replicas/alone-in';
import { shortReplicas } from '../replicas/short-replicas';
import { isOfAnotherStart } from '../replicas/start-mark';
import { hasData } from './has-data';
import type { Server } from './server';
import { partitionWords, somePartitions } from '../../package/some-of';

/** A broker that must not be the first to lead, as others may have what it lacks. */
export interface LateBroker {
  readonly server: Server;
  /** Replicas that are not all there, such as `test-0`; undefined where the whole of its data is gone. */
  readonly lacks: readonly string[] | undefined;
}

/** Of the brokers to be started. */
export interface Damage {
  readonly late: readonly LateBroker[];
  /** Brokers of which a replica ends before what they themselves knew to be acknowledged. */
  readonly cut: readonly Server[];
  /** Partitions of which acknowledged messages are on no broker any more. */
  readonly gone: readonly string[];
  /** Brokers whose data are older than their last stop, with the partitions that no other broker could have more of. */
  readonly older: ReadonlyMap<string, readonly string[]>;
}

/**
 * Finds the brokers that were started before and have no data now, or were never started to the end, and those whose replicas end
 * before what was acknowledged.
 */
export function damageOf(
  cluster: Cluster,
  folder: string,
  servers: readonly Server[],
  missing: readonly Server[],
): Damage {
  const isBroker = ({ role }: Server): boolean => role === 'broker';
  const stopped = missing.filter(isBroker);
  const record = readRecord(cluster, folder);
  // Without a record, where others have data, none can be told from one that was never started.
  const before = record ? Number(record.facts.brokers) : servers.some(hasData) ? Infinity : 0;
  const withData = stopped
    .filter(hasData)
    .map((server) => ({ ...server, isOfAnotherStart: isOfAnotherStart(cluster, folder, server) }));
  const short = shortReplicas(withData, servers.filter(isBroker));
  const lacking = stopped.flatMap((server): LateBroker[] => {
    if (!hasData(server)) return server.id <= before ? [{ server, lacks: undefined }] : [];
    const { held } = short.get(server.name)!;
    return held.length > 0 ? [{ server, lacks: held }] : [];
  });
  const last = metadataStore(cluster, folder).late(
    lacking.map(({ server }) => server),
    servers,
  );
  const late = lacking.filter(({ server }) => last.includes(server));
  const putBack = withData.filter((each) => each.isOfAnotherStart);
  const others = servers.filter((each) => isBroker(each) && !putBack.some(({ name }) => name === each.name));
  const older = new Map(putBack.map((each) => [each.name, aloneIn(each, others).map(shownReplica)]));
  const cut = stopped.filter(({ name }) => {
    const lacks = short.get(name);
    return lacks !== undefined && lacks.held.length + lacks.gone.length > 0;
  });
  return { late, cut, older, gone: [...new Set([...short.values()].flatMap(({ gone }) => gone))].map(shownReplica) };
}

/** Brokers that lack something, by what that means to the others. */
export interface LateOnes {
  /** Those that ZooKeeper takes to be in sync for what they lack: they would be followed. */
  readonly dangerous: readonly LateBroker[];
  /** Out of sync for what a dangerous one has lost: an unclean election, which may be what is left, takes any that runs. */
  readonly waiting: readonly LateBroker[];
  /** Out of sync, and catch up. */
  readonly behind: readonly LateBroker[];
}

export async function sortLate(cluster: Cluster, folder: string, late: readonly LateBroker[]): Promise<LateOnes> {
  const inSync = await metadataStore(cluster, folder).inSyncReplicas([
    ...new Set(late.flatMap(({ lacks }) => lacks ?? [])),
  ]);
  const isInSync = ({ server }: LateBroker, replica: string): boolean => inSync.get(replica)!.includes(server.id);
  const dangerous = late.flatMap((broker): LateBroker[] => {
    if (broker.lacks === undefined) return [broker];
    const lacks = broker.lacks.filter((replica) => isInSync(broker, replica));
    return lacks.length > 0 ? [{ server: broker.server, lacks }] : [];
  });
  const harmless = late.filter(({ server }) => !dangerous.some((other) => other.server === server));
  const waiting = harmless.filter(({ lacks }) =>
    lacks!.some((replica) =>
      dangerous.some((other) => isInSync(other, replica) && (other.lacks?.includes(replica) ?? true)),
    ),
  );
  return { dangerous, waiting, behind: harmless.filter((broker) => !waiting.includes(broker)) };
}

export interface SurvivorOptions {
  /** Holds a folder for each cluster. */
  readonly folder: string;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
  readonly start: (brokers: readonly LateBroker[]) => Promise<void>;
}

/**
 * Waits until the other brokers serve, and lets a dangerous one join them only where it leads nothing that it lacks: a broker that
 * was the last in sync is elected again, and the others cut their logs down to its own. Those that wait with it are started then,
 * and so are those of them that have all of what it must not lead.
 * @returns partitions that had their only replica on `dangerous`, and are empty from now on
 * @throws {LocalRunError} `LOST_DATA`
 */
export async function requireSurvivors(
  cluster: Cluster,
  { dangerous, waiting }: Pick<LateOnes, 'dangerous' | 'waiting'>,
  { folder, deadlineMs, signal, start }: SurvivorOptions,
): Promise<readonly LeaderlessPartition[]> {
  const store = metadataStore(cluster, folder);
  await store.serves({ deadlineMs, signal });
  const { brokerGone } = store;
  if (brokerGone) await Promise.all(dangerous.map(({ server }) => brokerGone(server.id, signal)));
  const late = [...dangerous, ...waiting].sort((one, other) => one.server.id - other.server.id);
  const isLate = (id: number): boolean => late.some(({ server }) => server.id === id);
  const access = localAccess(cluster, folder);
  const brokers = access.brokers.filter((_, index) => !isLate(cluster.brokers[index]!.id));
  if (brokers.length === 0) {
    await requireNothingLost(late, store.existingTopics);
    return [];
  }
  const ended = late.map(({ server }) => server.id);
  const expected = { ...access, brokers, ended, topics: store.existingTopics, deadlineMs, signal };
  const { leaderless } = await waitUntilReady(expected);
  const lost = leaderless.filter((partition) => dangerous.some((broker) => isLost(broker, partition)));
  const endangered = lost.filter((partition) => isKeptByOthers(late, partition));
  const losers = late.filter((broker) => endangered.some((partition) => isLacking(broker, partition)));
  await start(waiting.filter((broker) => !losers.includes(broker)));
  if (endangered.length === 0) return lost;
  const what = losers.every(({ lacks }) => lacks) ? 'messages' : losers.length === 1 ? 'its data' : 'their data';
  throw lostData(
    `${namesOf(losers)} lost ${what}, and ${losers.length === 1 ? 'was' : 'were'} last in sync for ${somePartitions(endangered)}, which would become the same at the other brokers too: they run without. ${putBack()}; or take what they have (${command('admin', `elect --unclean${partitionWords(endangered)}`, { brokers: brokers[0]! })}), then ${command('up')}`,
  );
}

/** Of a cluster in which nobody else is left. @throws {LocalRunError} `LOST_DATA` */
async function requireNothingLost(
  late: readonly LateBroker[],
  existingTopics: () => Promise<ReadonlyMap<string, number>>,
): Promise<void> {
  if (late.some(({ lacks }) => lacks)) {
    throw lostData(
      `${namesOf(late)} each lost messages that another has, or all of them: ${putBack()}; or delete all with ${command('down', '--delete-data')}`,
    );
  }
  const { size } = await existingTopics();
  if (size === 0) return;
  throw lostData(
    `${namesOf(late)} ${late.length === 1 ? 'has' : 'have'} lost the data of ${size} ${size === 1 ? 'topic' : 'topics'}: put it back, or delete all with ${command('down', '--delete-data')}`,
  );
}

/** Whether a broker that is not in sync has a copy all the same: one that lacks only other messages has one. */
function isKeptByOthers(late: readonly LateBroker[], partition: LeaderlessPartition): boolean {
  const of = (id: number): LateBroker | undefined => late.find(({ server }) => server.id === id);
  const hasCopy = (id: number): boolean => {
    const broker = of(id);
    return !broker || !isLacking(broker, partition);
  };
  return partition.inSync.every(of) && partition.replicas.some(hasCopy);
}

const putBack = (): string =>
  `Put the data back as it was at its last stop, then ${command('up')} (with an older copy all would lose what came after it)`;

const isLacking = ({ lacks }: LateBroker, { topic, partition }: LeaderlessPartition): boolean =>
  lacks === undefined || lacks.includes(`${topic}-${partition}`);

/** Whether it would be followed in what it lacks. */
const isLost = (broker: LateBroker, partition: LeaderlessPartition): boolean =>
  partition.inSync.includes(broker.server.id) && isLacking(broker, partition);

export const namesOf = (brokers: readonly LateBroker[]): string => brokers.map(({ server }) => server.name).join(', ');

function shownReplica(replica: string): string {
  const { topic, partition } = partitionOf(replica);
  return `${topic}/${partition}`;
}

const lostData = (message: string): LocalRunError => new LocalRunError('LOST_DATA', message);
