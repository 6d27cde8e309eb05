import { KafkaError } from '../../kafka/protocol/errors';
import { command } from '../../package';
import { isByBrokers, type Run } from '../../cli-kit';
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
  return error;
}

const toCreate = (topic: string): string =>
  isPod
    ? 'describe it in cluster.ts, then npx cdk8s synth and kubectl apply -f dist'
    : command('admin', `create ${topic}`);

/** Nobody but the user knows how brokers that the user names are started. */
export const isItUp = (given: Given): string => (isPod || isByBrokers(given) ? '' : `: is it up? ${command('up')}`);
