import { topicNameFault } from '../../cluster/topic-name';
import { command } from '../../package';
import { BadValues, brokers, choice, duration, integer, parsed, string } from '../../cli-kit';
import { security } from './security/settings';

/** What every job that talks to a cluster takes. */
export const connection = {
  brokers,
  cluster: string({
    flag: ['cluster'],
    env: ['KAFKA_CLUSTER'],
    metavar: 'NAME',
    default: undefined,
    help: 'which cluster of cluster.ts to talk to; by default the first',
  }),
  name: string({
    flag: ['name'],
    env: ['KAFKA_NAME'],
    metavar: 'NAME',
    default: undefined,
    help: `the name it was started under, if it was another; ${command('clusters')} lists those there are`,
  }),
  folder: string({
    flag: ['folder'],
    env: ['KAFKA_FOLDER'],
    metavar: 'PATH',
    default: undefined,
    help: 'where local runs are kept; by default .local',
  }),
  ...security,
  deadline: duration({
    flag: ['deadline'],
    env: ['DEADLINE_MS'],
    default: 60_000,
    min: 1,
    help: 'how long to wait for the cluster to answer, for a partition that cannot be read, and for each message to be acknowledged',
  }),
  logLevel: choice({
    flag: ['log-level'],
    env: ['LOG_LEVEL'],
    metavar: 'LEVEL',
    of: ['debug', 'info', 'warn', 'error'],
    default: 'warn',
    help: 'least level of log lines on stderr',
  }),
  logFormat: choice({
    flag: ['log-format'],
    env: ['LOG_FORMAT'],
    metavar: 'FORMAT',
    of: ['json', 'text'],
    default: undefined,
    help: 'log lines as json or text; by default text on a terminal, json elsewhere',
  }),
};

export const topic = parsed({
  flag: ['topic', 't'],
  env: ['TOPIC'],
  metavar: 'NAME',
  default: undefined,
  help: 'the topic; by default the first of the cluster in cluster.ts, or test where --brokers says where the cluster is',
  parse: (name) => {
    const fault = topicNameFault(name);
    if (fault !== undefined)
      throw new BadValues([{ text: `must be a topic name: ${fault.replace('a topic name', 'it')}`, given: undefined }]);
    return name;
  },
});

/** `-n`, the name of kcat and rpk for a number of messages. */
export const count = (min: number, help: string) =>
  integer({ flag: ['num', 'n'], env: ['MESSAGE_COUNT'], metavar: 'N', min, default: undefined, help });
