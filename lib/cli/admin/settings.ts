import { MAX_BROKERS, MAX_PARTITIONS } from '../../cluster';
import { byteSize, integer, list, repeated, boolean, string, type Run } from '../../cli-kit';
import { connection } from '../client/settings';
import { property } from './property';

export const settings = {
  topic: string({
    flag: ['topic', 'n'],
    env: ['TOPIC'],
    metavar: 'NAME',
    default: undefined,
    help: 'the topic, if it is not the second word; of what a group has committed, the one that is meant',
  }),
  partitions: integer({
    flag: ['partitions', 'p'],
    env: ['PARTITIONS'],
    metavar: 'N',
    min: 1,
    max: MAX_PARTITIONS,
    default: undefined,
    help: 'of a new topic, 3 by default; of alter, how many it is to have',
  }),
  replication: integer({
    flag: ['replication-factor', 'r'],
    env: ['REPLICATION_FACTOR'],
    metavar: 'N',
    min: 1,
    max: MAX_BROKERS,
    default: undefined,
    help: 'copies of each partition; by default as in cluster.ts, of reassign as it is',
  }),
  config: repeated({ flag: ['config', 'c'], metavar: 'NAME=VALUE', help: 'property of a topic', parse: property }),
  reset: list({
    flag: ['reset'],
    metavar: 'NAME,…',
    help: 'properties that get their default again',
    parse: (name) => name,
  }),
  to: string({
    flag: ['to'],
    metavar: 'WHERE',
    default: undefined,
    help: 'start, end, an offset or @TIME; an offset beyond the end of a partition is refused (kafka-consumer-groups takes the end), one before its start is the start; to move replicas, the brokers that may hold them, 1,2,3',
  }),
  throttle: byteSize({
    flag: ['throttle'],
    metavar: 'RATE',
    help: 'what each broker copies in a second while replicas move, at most: 10MB',
  }),
  cancel: boolean({ flag: ['cancel'], help: 'take back the moves of replicas that are under way' }),
  unclean: boolean({ flag: ['unclean'], help: 'elect a replica that is not in sync where no other is left' }),
  dryRun: boolean({ flag: ['dry-run'], help: 'show what would be done, and do nothing' }),
  execute: boolean({ flag: ['execute'], help: 'do what is only shown otherwise' }),
  yes: boolean({ flag: ['yes', 'y'], help: 'do it without asking, also what loses messages' }),
  all: boolean({ flag: ['all'], help: "list Kafka's own topics too" }),
  json: boolean({ flag: ['json'], help: 'print JSON' }),
  ...connection,
};

export type Values = Run<typeof settings>['values'];
