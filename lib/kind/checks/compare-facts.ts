import { changesBetween, factsOf, refusalOf, type Change, type Cluster } from '../../cluster';
import type { Kubectl } from '../kubectl';
import { wayForFewer } from './fewer-brokers';
import { heldBy } from './held-replicas';
import { liveFacts } from './live-facts';
import type { LiveObject } from './live-object';

/**
 * What of `cluster` cannot be made of what is there, a line each, and the brokers that can go since they hold nothing.
 */
export async function compareFacts(
  cluster: Cluster,
  kubectl: Kubectl,
  live: readonly LiveObject[],
): Promise<{ refusals: readonly string[]; leaving: readonly string[] }> {
  const next = factsOf(cluster);
  const before = liveFacts(live, next);
  if (!before) return { refusals: [], leaving: [] };
  const changes = changesBetween(before, next, 'kubernetes').filter((change) => refusalOf(change) !== undefined);
  const isFewerBrokers = ({ effect }: Change) => effect.does === 'refused' && effect.unless !== undefined;
  const ids = changes.filter(isFewerBrokers).flatMap((change) => idsBetween(change.after, change.before));
  const holdings = await heldBy(kubectl, ids);
  const holding = holdings.filter(({ replicas, unknown }) => replicas.length > 0 || unknown !== undefined);
  const refusals = changes.flatMap((change) => {
    if (!isFewerBrokers(change)) return [refusalOf(change)!];
    return holding.length === 0 ? [] : [refusalOf(change)!, ...wayForFewer(cluster, holding)];
  });
  return { refusals, leaving: holdings.map(({ broker }) => broker) };
}

/** Of brokers that a description no longer has; ids count from 1. */
const idsBetween = (last: unknown, former: unknown): readonly number[] =>
  Array.from({ length: Number(former) - Number(last) }, (_, i) => Number(last) + 1 + i);
