import { topicNameFault } from '../lib/cluster/topic-name';
import type { Client } from '../lib/kafka/client/client';
import { connect } from '../lib/kafka/client/connect';
import {
  brokers,
  choice,
  defaultFormat,
  duration,
  integer,
  logger,
  text,
  word,
  type Log,
  type Values,
} from '../lib/program';

/** What every job that talks to a cluster takes. */
export const connection = {
  brokers,
  cluster: word({
    flag: ['cluster'],
    env: ['KAFKA_CLUSTER'],
    metavar: 'NAME',
    default: undefined,
    help: 'which cluster of cluster.ts to talk to; by default the first',
  }),
  deadline: duration({
    flag: ['deadline'],
    env: ['DEADLINE_MS'],
    metavar: 'SPAN',
    default: 60_000,
    min: 1,
    help: 'how long to wait for the cluster to answer, and for each message to be acknowledged',
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

export const topic = text({
  flag: ['topic', 't'],
  env: ['TOPIC'],
  metavar: 'NAME',
  default: 'test',
  help: 'the topic',
  parse: (name) => {
    const fault = topicNameFault(name);
    if (fault !== undefined) throw new Error(`must be a topic name (${fault})`);
    return name;
  },
});

/** `-n`, the name of kcat and rpk for a number of messages. */
export const count = (min: number, help: string) =>
  integer({ flag: ['num', 'n'], env: ['MESSAGE_COUNT'], metavar: 'N', min, default: undefined, help });

export interface Connected {
  readonly client: Client;
  readonly log: Log;
  /** The last word on stderr: a sentence for people, or with --log-format json the fields too. */
  readonly conclude: (sentence: string, fields: Readonly<Record<string, unknown>>) => void;
}

export async function open(name: string, values: Values<typeof connection>, signal: AbortSignal): Promise<Connected> {
  const log = logger(values.logLevel, values.logFormat ?? defaultFormat());
  const brokers = values.brokers.length > 0 ? values.brokers : await describedBrokers(values.cluster);
  const client = await connect({ brokers, clientId: name, log, deadlineMs: values.deadline, signal });
  const conclude: Connected['conclude'] = (sentence, fields) =>
    values.logFormat === 'json'
      ? logger('info', 'json')({ level: 'info', message: sentence, ...fields })
      : process.stderr.write(`${sentence}\n`);
  return { client, log, conclude };
}

/** Who names the brokers need not wait until the description is loaded and checked. */
async function describedBrokers(name: string | undefined): Promise<readonly string[]> {
  const { clusters } = await import('../cluster.ts');
  const { hostAddresses, selectCluster } = await import('../lib/cluster/index.ts');
  return hostAddresses(selectCluster(clusters, name));
}
