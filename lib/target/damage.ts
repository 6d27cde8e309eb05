import type { Report } from '../common/steps';
import type { Ready } from '../kafka';

/** What was acknowledged and is not there, or is out of reach, of a cluster that is up. */
export interface Damage {
  /** In a sentence without its end. */
  readonly what: string;
  readonly why: string;
}

/** @returns a sentence each */
export function tellDamage(damage: readonly Damage[], report: Report): readonly string[] {
  for (const { what, why } of damage) report({ step: what, state: 'failed', detail: why });
  return damage.map(({ what }) => what);
}

/** Partitions that can be neither written nor read. */
export const leaderlessDamage = (partitions: Ready['leaderless']): readonly Damage[] =>
  partitions.map(({ topic, partition, inSync }) => ({
    what: `partition ${partition} of ${topic} has no leader`,
    why: `its replicas in sync are on broker ${inSync.join(', ')}, which the description does not have`,
  }));
