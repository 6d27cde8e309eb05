import type { Report } from '../common/steps';
import type { Ready } from '../kafka';
import { somePartitions } from '../package/some-of';

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

/** Partitions that can be neither written nor read, by the brokers that have them. */
export function leaderlessDamage(partitions: Ready['leaderless']): readonly Damage[] {
  const holders = new Set(partitions.map(({ inSync }) => inSync.join(', ')));
  return [...holders].map((brokers) => {
    const of = partitions.filter(({ inSync }) => inSync.join(', ') === brokers);
    return {
      what:
        of.length === 1
          ? `partition ${of[0]!.partition} of ${of[0]!.topic} has no leader`
          : `${somePartitions(of)} have no leader`,
      why: `${of.length === 1 ? 'its' : 'their'} replicas in sync are on broker ${brokers}, which the description does not have`,
    };
  });
}
