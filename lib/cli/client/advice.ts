import { KafkaError } from '../../kafka/protocol/errors';
import { UnreadableBatchError } from '../../kafka/protocol/unreadable-batch';
import { command } from '../../package';
import { isByBrokers, type Run } from '../../cli-kit';
import { inSettings, NO_ACCESS } from './security/in-settings';
import type { connection } from './settings';

type Given = Pick<Run<typeof connection>, 'values' | 'sources'>;

/** In a pod there is no npm, and the brokers are named for it. */
const isPod = process.env.KUBERNETES_SERVICE_HOST !== undefined;

/** The same error, with the command that helps: the clients do not know how they were called. */
export function advised(error: unknown, given: Given, topic?: string): unknown {
  if (!(error instanceof KafkaError)) return error;
  const { code } = error;
  if (code === 'UNKNOWN_TOPIC' && topic !== undefined)
    return new KafkaError(code, `there is no topic "${topic}": ${toCreate(topic)}`, { cause: error });
  if (code === 'CANNOT_CONNECT' && error.message.startsWith('no broker answered')) {
    return new KafkaError(code, `${error.message}${isItUp(given)}`, { cause: error });
  }
  if (NO_ACCESS.has(code)) return new KafkaError(code, inSettings(error.message, given), { cause: error });
  if (error instanceof UnreadableBatchError)
    return new KafkaError(code, `${error.reason}: ${pastDamage(error, given)}`, { cause: error });
  return error;
}

/** The damage is of one replica, as a rule; that of a leader is read. */
function pastDamage({ topic = '', partition, broker, offset, nextOffset }: UnreadableBatchError, given: Given): string {
  const restart =
    isPod || isByBrokers(given) ? `a restart of broker ${broker}` : command('restart', `broker-${broker}`);
  const lead = `another replica may have it whole, and is read while it leads, as after ${restart}`;
  const consume = (from: string) => command('consume', `-t ${topic} -p ${partition} -o ${from}`);
  return [
    lead,
    ...(offset > 0 ? [`what is before it: ${consume(`:${offset}`)}`] : []),
    ...(nextOffset === undefined ? [] : [`what is behind it: ${consume(String(nextOffset))}`]),
  ].join('; ');
}

const toCreate = (topic: string): string =>
  isPod
    ? 'describe it in cluster.ts, then npx cdk8s synth and kubectl apply -f dist'
    : command('admin', `create ${topic}`);

/** Nobody but the user knows how brokers that the user names are started. */
export const isItUp = (given: Given): string => (isPod || isByBrokers(given) ? '' : `: is it up? ${command('up')}`);
