import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { localAddresses, type Cluster } from '../../cluster';
import { waitUntilReady, type LeaderlessPartition } from '../../kafka';
import { LocalRunError } from '../local-run-error';
import { readRecord } from '../record';
import { existingTopics } from '../zookeeper/existing-topics';
import { zooKeeperServes } from '../zookeeper/zookeeper-serves';
import type { Server } from './server';

/** Brokers that were started before and have no data now, or were never started to the end. */
export function lostBrokers(cluster: Cluster, folder: string, missing: readonly Server[]): readonly Server[] {
  const before = Number(readRecord(cluster, folder)?.facts.brokers ?? 0);
  return missing.filter(
    ({ role, id, data }) => role === 'broker' && id <= before && !existsSync(join(data, 'meta.properties')),
  );
}

export interface SurvivorOptions {
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

/**
 * Waits until the other brokers serve, and lets an empty one join them only where it leads nothing: a broker that was the last in
 * sync is elected again, and the others cut their logs down to its own, which are empty now.
 * @returns partitions that had their only replica on `lost`, and are empty from now on
 * @throws {LocalRunError} `LOST_DATA`
 */
export async function requireSurvivors(
  cluster: Cluster,
  lost: readonly Server[],
  { deadlineMs, signal }: SurvivorOptions,
): Promise<readonly LeaderlessPartition[]> {
  await zooKeeperServes(cluster, deadlineMs, signal);
  const ids = lost.map(({ id }) => id);
  const names = lost.map(({ name }) => name).join(', ');
  const brokers = localAddresses(cluster).filter((_, index) => !ids.includes(cluster.brokers[index]!.id));
  if (brokers.length === 0) {
    const { size } = await existingTopics(cluster);
    if (size === 0) return [];
    throw lostData(`${names} have lost the data of ${size} topics: put it back, or delete all with down --delete-data`);
  }
  const topics = () => existingTopics(cluster);
  const { leaderless } = await waitUntilReady({ brokers, topics, deadlineMs, signal });
  const isKeptByOthers = ({ inSync, replicas }: LeaderlessPartition): boolean =>
    inSync.every((id) => ids.includes(id)) && replicas.some((id) => !ids.includes(id));
  const endangered = leaderless.filter(isKeptByOthers);
  if (endangered.length === 0) return leaderless;
  throw lostData(
    `${names} lost ${lost.length === 1 ? 'its' : 'their'} data, and was last in sync for ${some(endangered)}, which it would empty at the other brokers too: they run without it. Put its data back, then npm run up; or take what they have (kafka-leader-election.sh --bootstrap-server ${brokers[0]!} --election-type unclean --all-topic-partitions), then npm run up`,
  );
}

const MAX_NAMED = 3;

/** Such as `rf3/0, rf3/1 and 4 more partitions`. */
export function some(partitions: readonly LeaderlessPartition[]): string {
  const named = partitions.slice(0, MAX_NAMED).map(({ topic, partition }) => `${topic}/${partition}`);
  const more = partitions.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more partitions` : ''}`;
}

const lostData = (message: string): LocalRunError => new LocalRunError('LOST_DATA', message);
