import { choice, boolean, integer, repeated, string, UsageError, type Run } from '../../cli-kit';
import { MAX_BROKERS, topicNameFault } from '../../cluster';
import { canCompress, NO_ZSTD } from '../../kafka/protocol/records/compression';
import { connection } from '../client/settings';
import { property } from '../admin/property';

export const settings = {
  from: string({
    flag: ['from'],
    metavar: 'FOLDER',
    default: undefined,
    help: 'the folder of the backup',
  }),
  as: string({
    flag: ['as'],
    metavar: 'NAME',
    default: undefined,
    help: 'restore the one topic that is named beside the original, under this name; groups stay with the original',
  }),
  config: repeated({
    flag: ['config', 'c'],
    metavar: 'NAME=VALUE',
    help: 'property that restored topics are to have, whatever they had: retention.ms=-1 keeps what is old',
    parse: property,
  }),
  replication: integer({
    flag: ['replication-factor', 'r'],
    metavar: 'N',
    min: 1,
    max: MAX_BROKERS,
    default: undefined,
    help: 'copies of each partition; by default as it was, and no more than brokers are described in cluster.ts',
  }),
  noGroups: boolean({ flag: ['no-groups'], help: 'leave alone what groups have committed' }),
  compression: choice({
    flag: ['compression', 'z'],
    metavar: 'CODEC',
    of: ['none', 'gzip', 'snappy', 'lz4', 'zstd'],
    default: 'none',
    help: 'how records are stored, as far as the topic leaves it to producers: none, gzip, snappy, lz4 or zstd',
  }),
  json: boolean({ flag: ['json'], help: 'print what was restored as JSON' }),
  ...connection,
};

export type RestoreRun = Run<typeof settings>;

/** @throws {UsageError} what is missing or contradicts itself, before anything is read */
export async function refuse({ values, positionals }: RestoreRun): Promise<string> {
  const { from, as, config, compression } = values;
  const twice = config.filter(([name], index) => config.findIndex(([other]) => other === name) < index);
  const nameFault = as === undefined ? undefined : topicNameFault(as);
  const faults = [
    ...(from === undefined ? ['--from is needed: the folder of the backup'] : []),
    ...(as !== undefined && positionals.length !== 1
      ? [`--as is another name for one topic, but ${positionals.length} are named: name the one`]
      : []),
    ...(nameFault === undefined ? [] : [`--as: ${nameFault}`]),
    ...twice.map(([name]) => `property ${name} is given twice`),
    ...((await canCompress(compression)) ? [] : [NO_ZSTD]),
  ];
  if (faults.length > 0) throw new UsageError(faults);
  return from!;
}
