import type { Cluster } from '../cluster';
import { command } from '../package';
import { someOf } from '../package/some-of';
import { leaderlessDamage, type Damage } from '../target';
import { RECORD_FILE } from './record';
import type { UpResult } from './up-result';

/** What `up` has found of a cluster that it made run. */
export const damageIn = (
  { metadata }: Cluster,
  { leaderless, forgotten, short, emptied, vanished, older }: UpResult,
): readonly Damage[] => [
  ...leaderlessDamage(leaderless),
  ...some(forgotten, (topics) => ({
    what: `${metadata.name} does not know ${topics}, of which brokers have messages`,
    why: `its data are older than the brokers': ${command('down')}, put back what belongs together; a topic made anew under such a name will not work`,
  })),
  ...some(short, (partitions) => ({
    what: `acknowledged messages of ${partitions} are gone`,
    why: 'no broker has them any more: its files were deleted, or this machine went down before they were written',
  })),
  ...some(emptied, (partitions) => ({
    what: `all messages of ${partitions} are gone`,
    why: 'there was no other replica than the one whose data were deleted',
  })),
  ...some(vanished, (partitions) => ({
    what: `no broker had files of ${partitions}, which are empty now`,
    why: 'whatever messages there were are gone: the files were deleted, and with them what brokers had noted of them',
  })),
  ...some(older, (brokers) => ({
    what: `the data of ${brokers} are not those of their last start`,
    why: `messages that were acknowledged since are gone, if they were put back from a copy; nothing is, if ${RECORD_FILE} was`,
  })),
];

const some = (names: readonly string[], tell: (list: string) => Damage): readonly Damage[] =>
  names.length === 0 ? [] : [tell(someOf(names))];
