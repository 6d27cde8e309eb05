import { refused, restarted, rolled, warned } from './effect';
import type { Direction, Field } from './field';
import { DEFAULTS, KEEP_LESS } from './instead';
import { keepsLess, keptByBrokers } from './kept';
import { BROKERS } from './parts';

type Config = Readonly<Record<string, string | number | boolean>>;

/** Kafka's own. */
const USUAL = { 'offsets.retention.minutes': 10_080, 'min.insync.replicas': 1 };

const FORGET = 'a group that nobody is in loses older positions, and starts where its clients say';
const LESS_SAFE = 'acknowledged messages may be lost when brokers fail';

/** What becomes of properties of brokers. */
export const BROKER_CONFIG: Field = {
  direction: (before, after) => directionOf((before ?? {}) as Config, (after ?? {}) as Config),
  rows: [
    { when: 'messages are kept for less', kubernetes: refused(KEEP_LESS), local: refused(KEEP_LESS) },
    {
      when: 'commits are kept for less',
      kubernetes: warned(rolled(BROKERS), FORGET),
      local: warned(restarted(BROKERS), FORGET),
    },
    {
      when: 'messages are less safe',
      kubernetes: warned(rolled(BROKERS), LESS_SAFE),
      local: warned(restarted(BROKERS), LESS_SAFE),
    },
    { kubernetes: rolled(BROKERS, DEFAULTS), local: restarted(BROKERS, DEFAULTS) },
  ],
};

function directionOf(before: Config, after: Config): Direction | undefined {
  if (keepsLess(keptByBrokers(before), keptByBrokers(after))) return 'messages are kept for less';
  const isLess = (name: 'offsets.retention.minutes' | 'min.insync.replicas') =>
    Number(after[name] ?? USUAL[name]) < Number(before[name] ?? USUAL[name]);
  if (isLess('offsets.retention.minutes')) return 'commits are kept for less';
  const isUnclean = (config: Config) => String(config['unclean.leader.election.enable'] ?? false) === 'true';
  return isLess('min.insync.replicas') || (isUnclean(after) && !isUnclean(before))
    ? 'messages are less safe'
    : undefined;
}
