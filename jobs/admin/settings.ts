import { MAX_BROKERS, MAX_PARTITIONS } from '../../lib/cluster';
import { integer, repeated, toggle, word, type Run } from '../../lib/program';
import { connection } from '../settings';

export const settings = {
  topic: word({
    flag: ['topic', 'n'],
    env: ['TOPIC'],
    metavar: 'NAME',
    default: undefined,
    help: 'the topic, if it is not the second word',
  }),
  partitions: integer({
    flag: ['partitions', 'p'],
    env: ['PARTITIONS'],
    metavar: 'N',
    min: 1,
    max: MAX_PARTITIONS,
    default: 3,
    help: 'of a new topic',
  }),
  replication: integer({
    flag: ['replication', 'r'],
    env: ['REPLICATION_FACTOR'],
    metavar: 'N',
    min: 1,
    max: MAX_BROKERS,
    default: undefined,
    help: 'copies of each partition; by default as in cluster.ts',
  }),
  config: repeated({ flag: ['config', 'c'], metavar: 'NAME=VALUE', help: 'property of a new topic', parse: property }),
  yes: toggle({ flag: ['yes', 'y'], help: 'delete without asking' }),
  all: toggle({ flag: ['all'], help: "list Kafka's own topics too" }),
  json: toggle({ flag: ['json'], help: 'print JSON' }),
  ...connection,
};

function property(given: string): readonly [string, string] {
  const at = given.indexOf('=');
  if (at < 1) throw new Error('must be NAME=VALUE');
  return [given.slice(0, at), given.slice(at + 1)];
}

export type Values = Run<typeof settings>['values'];
