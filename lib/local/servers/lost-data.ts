import { localAddresses, partitionOf, type Cluster } from '../../cluster';
import { waitUntilReady, type LeaderlessPartition } from '../../kafka';
import { command } from '../../package';
import { LocalRunError } from '../local-run-error';
import { metadataStore } from '../find-metadata-store';
import { readRecord } from '../record';
import { shortReplicas } from '../replicas/short-replicas';
import { isOfAnotherStart } from '../replicas/start-mark';
import { hasData } from './has-data';
import type { Server } from './server';

/** A broker that must not be the first to lead, as others may have what it lacks. */
export interface LateBroker {
  readonly server: Server;
  /** Replicas that are not all there, such as `test-0`; undefined where the whole of its data is gone. */
  readonly lacks: readonly string[] | undefined;
}

/** Of the brokers to be started. */
export interface Damage {
  readonly late: readonly LateBroker[];
  /** Partitions of which acknowledged messages are on no broker any more. */
  readonly gone: readonly string[];
  /** Brokers whose data are older than their last stop, where no other broker is left that could know more. */
  readonly older: readonly string[];
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
  const before = Number(readRecord(cluster, folder)?.facts.brokers ?? 0);
  const isBroker = ({ role }: Server): boolean => role === 'broker';
  const stopped = missing.filter(isBroker);
  const withData = stopped
    .filter(hasData)
    .map((server) => ({ ...server, isOfAnotherStart: isOfAnotherStart(cluster, folder, server) }));
  const short = shortReplicas(withData, servers.filter(isBroker));
  const late = stopped.flatMap((server): LateBroker[] => {
    if (!hasData(server)) return server.id <= before ? [{ server, lacks: undefined }] : [];
    const { held } = short.get(server.name)!;
    return held.length > 0 ? [{ server, lacks: held }] : [];
  });
  const isAllOlder = withData.length === cluster.brokers.length && withData.every((each) => each.isOfAnotherStart);
  const older = isAllOlder ? withData.map(({ name }) => name) : [];
  return { late, older, gone: [...new Set([...short.values()].flatMap(({ gone }) => gone))].map(shownReplica) };
}

/** Those of them that ZooKeeper takes to be in sync for what they lack; the others are only out of sync, and catch up. */
export async function dangerousOf(cluster: Cluster, late: readonly LateBroker[]): Promise<readonly LateBroker[]> {
  const inSync = await metadataStore(cluster).inSyncReplicas([...new Set(late.flatMap(({ lacks }) => lacks ?? []))]);
  return late.flatMap(({ server, lacks }): LateBroker[] => {
    if (lacks === undefined) return [{ server, lacks }];
    const dangerous = lacks.filter((replica) => inSync.get(replica)!.includes(server.id));
    return dangerous.length > 0 ? [{ server, lacks: dangerous }] : [];
  });
}

export const lackSame = (one: LateBroker, other: LateBroker): boolean =>
  one.lacks === undefined || other.lacks === undefined || one.lacks.some((replica) => other.lacks!.includes(replica));

export interface SurvivorOptions {
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

/**
 * Waits until the other brokers serve, and lets a late one join them only where it leads nothing that it lacks: a broker that was
 * the last in sync is elected again, and the others cut their logs down to its own.
 * @returns partitions that had their only replica on `late`, and are empty from now on
 * @throws {LocalRunError} `LOST_DATA`
 */
export async function requireSurvivors(
  cluster: Cluster,
  late: readonly LateBroker[],
  { deadlineMs, signal }: SurvivorOptions,
): Promise<readonly LeaderlessPartition[]> {
  const store = metadataStore(cluster);
  await store.serves({ deadlineMs, signal });
  const ids = late.map(({ server }) => server.id);
  const brokers = localAddresses(cluster).filter((_, index) => !ids.includes(cluster.brokers[index]!.id));
  if (brokers.length === 0 && late.every(({ lacks }) => lacks === undefined)) {
    const { size } = await store.existingTopics();
    if (size === 0) return [];
    throw lostData(
      `${namesOf(late)} ${late.length === 1 ? 'has' : 'have'} lost the data of ${size} ${size === 1 ? 'topic' : 'topics'}: put it back, or delete all with down --delete-data`,
    );
  }
  if (brokers.length === 0) {
    throw lostData(
      `${namesOf(late)} each lost messages that another has, or all of them: ${PUT_BACK}; or delete all with down --delete-data`,
    );
  }
  const { leaderless } = await waitUntilReady({ brokers, topics: store.existingTopics, deadlineMs, signal });
  const isKeptByOthers = ({ inSync, replicas }: LeaderlessPartition): boolean =>
    inSync.every((id) => ids.includes(id)) && replicas.some((id) => !ids.includes(id));
  const lost = leaderless.filter((partition) => late.some((broker) => isLacking(broker, partition)));
  const endangered = lost.filter(isKeptByOthers);
  if (endangered.length === 0) return lost;
  const what = late.every(({ lacks }) => lacks) ? 'messages' : late.length === 1 ? 'its data' : 'their data';
  throw lostData(
    `${namesOf(late)} lost ${what}, and ${late.length === 1 ? 'was' : 'were'} last in sync for ${some(endangered)}, which would become the same at the other brokers too: they run without. ${PUT_BACK}; or take what they have (${command('admin', `elect --unclean -b ${brokers[0]!}`)}), then ${command('up')}`,
  );
}

const PUT_BACK = `Put the data back as it was at its last stop, then ${command('up')} (with an older copy all would lose what came after it)`;

function isLacking({ server, lacks }: LateBroker, { topic, partition, inSync }: LeaderlessPartition): boolean {
  return inSync.includes(server.id) && (lacks === undefined || lacks.includes(`${topic}-${partition}`));
}

export const namesOf = (brokers: readonly LateBroker[]): string => brokers.map(({ server }) => server.name).join(', ');

function shownReplica(replica: string): string {
  const { topic, partition } = partitionOf(replica);
  return `${topic}/${partition}`;
}

const MAX_NAMED = 3;

/** Such as `rf3/0, rf3/1 and 4 more partitions`. */
export function some(partitions: readonly LeaderlessPartition[]): string {
  const named = partitions.slice(0, MAX_NAMED).map(({ topic, partition }) => `${topic}/${partition}`);
  const more = partitions.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more partitions` : ''}`;
}

const lostData = (message: string): LocalRunError => new LocalRunError('LOST_DATA', message);
