import type { Effect, Part } from './effect';
import type { Facts } from './facts';

// What changes replace or start anew, in the order in which people think of them.

type Parts = readonly Part[];

export const BROKERS: Parts = ['brokers'];
export const BROKERS_AND_UI: Parts = ['brokers', 'Kafka UI'];
export const UI: Parts = ['Kafka UI'];
export const ZOOKEEPER: Parts = ['ZooKeeper'];
/** Of a cluster with an ensemble, all that it needs to serve. */
export const ZOOKEEPER_AND_BROKERS: Parts = ['ZooKeeper', 'brokers'];
export const CONTROLLERS: Parts = ['controllers'];
/** What runs the version of Kafka that is described. */
export const KAFKA: Parts = ['controllers', 'brokers'];
export const EVERYTHING: Parts = ['ZooKeeper', 'controllers', 'brokers'];
export const ALL_PODS: Parts = ['ZooKeeper', 'controllers', 'brokers', 'Kafka UI'];

/** Of what the table says of clusters of every kind, what holds for this one. */
export function withPartsOf(facts: Facts, effect: Effect): Effect {
  if (!('parts' in effect)) return effect;
  const isThere: Readonly<Partial<Record<Part, boolean>>> = {
    ZooKeeper: facts.metadata !== 'kraft',
    controllers: typeof facts.controllers === 'number',
  };
  return { ...effect, parts: effect.parts.filter((part) => isThere[part] ?? true) };
}
