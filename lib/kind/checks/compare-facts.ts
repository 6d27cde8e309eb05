import {
  changesBetween,
  factsOf,
  parseServerName,
  refusalOf,
  SERVER_ROLES,
  foundTopics,
  topicRefusals,
  warningsOf,
  type Change,
  type Cluster,
} from '../../cluster';
import { claimName, objectName } from '../../kubernetes/names';
import type { Kubectl } from '../kubectl';
import { claimsOf } from './claims';
import { wayForFewer } from './fewer-brokers';
import { heldBy, replicasOf } from './held-replicas';
import { liveFacts } from './live-facts';
import { clusterOf, isStatefulSet, plainlyNamed, type LiveObject } from './live-object';

interface ComparedFacts {
  /** What cannot be made of what is there, a line each. */
  readonly refusals: readonly string[];
  /** Brokers that can go since they hold nothing. */
  readonly leaving: readonly string[];
  /** What can be made, and takes away safety. */
  readonly warnings: readonly string[];
}

/** Compares what is described with what is there. */
export async function compareFacts(
  cluster: Cluster,
  kubectl: Kubectl,
  found: readonly LiveObject[],
): Promise<ComparedFacts> {
  const next = factsOf(cluster);
  const live = plainlyNamed(cluster, found);
  const renamed = otherNames(cluster, found);
  if (renamed !== undefined) return { refusals: [renamed], leaving: [], warnings: [] };
  const noted = liveFacts(live, next);
  if (!noted) return { refusals: [], leaving: [], warnings: [] };
  // They were found by these.
  const before = { ...noted, names: next.names };
  const all = changesBetween(before, next, 'kubernetes');
  const changes = all.filter((change) => refusalOf(change) !== undefined);
  const isFewerBrokers = ({ effect }: Change) => effect.does === 'refused' && effect.unless !== undefined;
  const ids = changes.filter(isFewerBrokers).flatMap((change) => idsBetween(change.after, change.before));
  const holdings = await heldBy(cluster, kubectl, ids);
  const holding = holdings.filter(({ replicas, unknown }) => replicas.length > 0 || unknown !== undefined);
  const held =
    ids.length + cluster.topics.length > 0 ? await heldByAll(cluster, kubectl, Number(before.brokers ?? 0)) : [];
  const refusals = changes.flatMap((change) => {
    if (!isFewerBrokers(change)) return [refusalOf(change)!];
    return holding.length === 0 ? [] : [refusalOf(change)!, ...wayForFewer(cluster, holding, foundTopics(held))];
  });
  const own = [...refusals, ...withoutHistory(cluster, live)];
  return {
    refusals: [...own, ...(own.length > 0 ? outlived(cluster, live) : []), ...topicRefusals(cluster.topics, held)],
    leaving: holdings.map(({ broker }) => broker),
    warnings: warningsOf(all),
  };
}

/** Claims and pods bear the label of their cluster, whatever they are called. */
function otherNames(cluster: Cluster, found: readonly LiveObject[]): string | undefined {
  const servers = found
    .filter((object) => clusterOf(object) === cluster.name)
    .flatMap(({ metadata }) => parseServerName(metadata.name.replace(/^data-/, ''))?.prefix ?? []);
  if (servers.length === 0) return undefined;
  const names = servers.includes('') ? 'plain' : 'prefixed';
  const [change] = changesBetween(factsOf({ ...cluster, names }), factsOf(cluster), 'kubernetes');
  return change && refusalOf(change);
}

const hasSet = (live: readonly LiveObject[], name: string): boolean =>
  live.filter(isStatefulSet).some(({ metadata }) => metadata.name === name);

const namesOf = (cluster: Cluster, claims: readonly LiveObject[]): string =>
  claims.map(({ metadata }) => claimName(cluster, metadata.name.replace('data-', ''))).join(', ');

/** The metadata say which topics there are: founded anew they would say none, and brokers with data do not serve with them. */
function withoutHistory(cluster: Cluster, live: readonly LiveObject[]): readonly string[] {
  const withData = claimsOf(live, 'broker');
  const { name, role } = cluster.metadata;
  if (withData.length === 0 || hasSet(live, role) || claimsOf(live, role).length > 0) return [];
  return [
    `no claim of ${name} is there (${claimName(cluster, `${role}-1`)}), and with it what topics there are is gone, but ${namesOf(cluster, withData)} may have messages: restore it, or delete those too (kubectl delete pvc)`,
  ];
}

/** Who has deleted a cluster may not know that something of it is there. */
function outlived(cluster: Cluster, live: readonly LiveObject[]): readonly string[] {
  const claims = SERVER_ROLES.flatMap((name) => (hasSet(live, name) ? [] : claimsOf(live, name)));
  return claims.length === 0
    ? []
    : [
        `the StatefulSets were deleted, but the claims with their data are there, and are used again: ${namesOf(cluster, claims)} (kubectl delete pvc NAME takes out one of a server that never served, or had left empty)`,
      ];
}

/** The replicas of each broker. Those that do not run leave it to those that do. */
const heldByAll = (cluster: Cluster, kubectl: Kubectl, brokers: number): Promise<readonly (readonly string[])[]> =>
  Promise.all(
    idsBetween(0, brokers).map((id) =>
      replicasOf(kubectl, objectName(cluster, `broker-${id}`)).catch((): readonly string[] => []),
    ),
  );

/** Of brokers that a description no longer has; ids count from 1. */
const idsBetween = (last: unknown, former: unknown): readonly number[] =>
  Array.from({ length: Number(former) - Number(last) }, (_, i) => Number(last) + 1 + i);
