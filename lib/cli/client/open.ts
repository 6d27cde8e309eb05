import { connect, type Access } from '../../kafka/client/connect';
import type { Client } from '../../kafka/client/client';
import { KafkaError } from '../../kafka/protocol/errors';
import { command } from '../../package';
import { defaultFormat, isByBrokers, logger, UsageError, type Log, type Run } from '../../cli-kit';
import { advised, isItUp } from './advice';
import { givenSecurity } from './security/given';
import type { connection } from './settings';

export interface Connected {
  readonly client: Client;
  readonly log: Log;
  /** On stderr: a sentence for people, or with --log-format json the fields too. */
  readonly say: (sentence: string, fields: Readonly<Record<string, unknown>>) => void;
  /** The one that is meant when none is named. */
  readonly defaultTopic: string;
}

type Connecting = Pick<Run<typeof connection>, 'values' | 'sources' | 'signal'>;

export async function open(name: string, run: Connecting): Promise<Connected> {
  const { values, signal } = run;
  const log = logger(values.logLevel, values.logFormat ?? defaultFormat());
  const say: Connected['say'] = (sentence, fields) =>
    values.logFormat === 'json'
      ? logger('info', 'json')({ level: 'info', message: sentence, ...fields })
      : process.stderr.write(`${sentence}\n`);
  const security = await givenSecurity(run);
  const bootstrap = await bootstrapOf(run);
  const { firstTopic: defaultTopic = 'test' } = bootstrap;
  const deadlineMs = values.deadline;
  const onWait = (reason: string) =>
    say(`${together(reason)}${isItUp(run)}; trying for ${deadlineMs / 1000} s`, { waitingFor: reason, deadlineMs });
  const isGiven = Object.keys(security).length > 0;
  const access = isGiven ? { brokers: bootstrap.brokers, ...security } : bootstrap.access();
  try {
    const client = await connect({ ...access, clientId: name, log, deadlineMs, onWait, signal });
    await requireCluster(client, bootstrap);
    return { client, log, say, defaultTopic };
  } catch (error) {
    throw advised(error, run);
  }
}

interface Bootstrap {
  /** Where clients come in. */
  readonly brokers: readonly string[];
  /** How who says nothing of it gets in. */
  readonly access: () => Access;
  /** undefined where that is not known. */
  readonly clusterId: string | undefined;
  /** It is here and does not run: whoever answers is another one, maybe the one that it was copied from. */
  readonly isStopped: boolean;
  /** Names of other clusters that were started from here, by their ids. */
  readonly others: ReadonlyMap<string, string>;
  /** The first that is described; undefined for none. */
  readonly firstTopic: string | undefined;
}

/** Who names the brokers need not wait until the description is loaded and checked. */
async function bootstrapOf(run: Connecting): Promise<Bootstrap> {
  const { values, sources } = run;
  const isByName = sources.name?.origin === 'flag' || sources.cluster?.origin === 'flag';
  if (values.brokers.length > 0 && isByName && sources.brokers?.origin === 'flag') {
    throw new UsageError([`${sources.brokers.name} and --name or --cluster both say which cluster: leave one out`]);
  }
  return values.brokers.length > 0 && isByBrokers(run)
    ? {
        brokers: values.brokers,
        access: () => ({ brokers: values.brokers }),
        clusterId: undefined,
        isStopped: false,
        others: new Map(),
        firstTopic: undefined,
      }
    : (await import('./bootstrap.ts')).bootstrap(run);
}

/** @throws {KafkaError} `OTHER_CLUSTER` (exit code 2) where another one has taken the ports */
async function requireCluster(client: Client, { brokers, clusterId, isStopped, others }: Bootstrap): Promise<void> {
  const answered = client.clusterId;
  const other = others.get(answered);
  const isOwn = answered === clusterId || (clusterId === undefined && other === undefined);
  if (isOwn && !isStopped) return;
  await client.close();
  const named = other === undefined ? `cluster ${answered}` : `cluster "${other}"`;
  const who = answered === clusterId ? 'a cluster of the same id, as copies of a folder have it,' : named;
  const isUnlike = clusterId !== undefined && answered !== clusterId;
  const own = isUnlike ? `this one is ${clusterId}` : 'this one does not run';
  throw new KafkaError(
    'OTHER_CLUSTER',
    `${who} answers at ${brokers.join(', ')}, but ${own}: ${command('clusters')} shows what runs here`,
  );
}

/** `a:1, b:2 refuse connections` */
function together(reason: string): string {
  const reasons = reason.split('; ');
  const refusing = reasons.flatMap((each) => /^(\S+) refuses connections$/.exec(each)?.[1] ?? []);
  return refusing.length > 1 && refusing.length === reasons.length
    ? `${refusing.join(', ')} refuse connections`
    : reason;
}
