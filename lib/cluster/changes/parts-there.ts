import type { Effect, Part } from './effect';
import type { Facts } from './facts';

/** Of what the table says of clusters of every kind, what holds for this one. */
export function withPartsOf(facts: Facts, effect: Effect): Effect {
  if (!('parts' in effect)) return effect;
  const isThere: Readonly<Partial<Record<Part, boolean>>> = {
    ZooKeeper: facts.metadata !== 'kraft',
    controllers: typeof facts.controllers === 'number',
  };
  return { ...effect, parts: effect.parts.filter((part) => isThere[part] ?? true) };
}
