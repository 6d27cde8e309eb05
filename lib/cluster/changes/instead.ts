import { command } from '../../package';
import { refused, type Effect } from './effect';

// Sentences of the table: what to do instead of changes that cannot be made, and what comes with others.

/** @param brokers how many are to stay: ids count from 1 */
export const moveAway = (brokers: unknown = 3): string =>
  `move their replicas to those that stay first (\`${command('admin', `reassign --to ${idsTo(Number(brokers))}`)}\`), while all of them run`;
const idsTo = (last: number): string => Array.from({ length: last }, (_, index) => index + 1).join(',');
export const otherFactor = (): string =>
  `describe the old one, or change it by \`${command('admin', 'reassign TOPIC --replication-factor N')}\``;

export const claim = (what: string): Effect =>
  refused(
    `claims are made once, and outlive their StatefulSet: describe the old size, or grow the claims themselves where the class allows it (kubectl edit pvc), then kubectl delete statefulset ${what} --cascade=orphan, and apply`,
  );

export const DEFAULTS =
  'partitions and replication factor hold for topics made afterwards, what else is a default of topics for all that say nothing of it themselves';
export const KEEP_LESS = `brokers would remove messages of every topic that says nothing of it itself: describe it for the topics that are to keep less (topics: { NAME: { config: { 'retention.ms': … } } })`;
// It names no command: `diff` shows it of clusters of every name.
export const HOLD_NOTHING =
  'the new ones hold nothing until topics are made, or a rebalance of topics gives them their share';
// Of the table alone, where they are about no cluster.
/* eslint-disable no-restricted-syntax */
export const TOPIC_KEEPS_LESS = `what would remove messages is refused, and done by \`${command('topics', 'alter TOPIC -c NAME=VALUE --yes')}\``;
export const PROPERTY_STAYS = `a property that is no longer described stays as it is, since it may have been set by hand: \`${command('admin', 'alter TOPIC --reset NAME')}\` takes it away, as is told`;
