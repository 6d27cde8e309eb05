import { KafkaError } from '../../kafka/protocol/errors';
import { command } from '../../package';
import type { Run } from '../../cli-kit';
import type { connection } from './settings';

type Given = Pick<Run<typeof connection>, 'values' | 'sources'>;

/** In a pod there is no npm, and the brokers are named for it. */
const isPod = process.env.KUBERNETES_SERVICE_HOST !== undefined;

/** The same error, with the command that helps: the clients do not know how they were called. */
export function advised(error: unknown, given: Given, topic?: string): unknown {
  if (!(error instanceof KafkaError)) return error;
  const { code } = error;
  if (code === 'UNKNOWN_TOPIC' && topic !== undefined)
    return new KafkaError(code, `there is no topic "${topic}": ${toCreate(topic, given)}`, { cause: error });
  if (code === 'CANNOT_CONNECT' && error.message.startsWith('no broker answered')) {
    return new KafkaError(code, `${error.message}${isItUp(given)}`, { cause: error });
  }
  return error;
}

function toCreate(topic: string, given: Given): string {
  if (isPod) return 'describe it in cluster.ts, then npx cdk8s synth and kubectl apply -f dist';
  return command('admin', `create ${topic}${clusterFlags(given, ['brokers', 'cluster', 'name', 'folder'])}`);
}

/** Nobody but the user knows how brokers that the user names are started. */
export function isItUp(given: Given): string {
  if (isPod || given.sources.brokers) return '';
  const flags = clusterFlags(given, ['cluster', 'name', 'folder']).trimStart();
  return `: is it up? ${command('up', flags)}`;
}

/** The flags that lead another command to the same cluster. */
const clusterFlags = ({ values, sources }: Given, names: readonly (keyof typeof values)[]): string =>
  names
    .flatMap((name) => (sources[name]?.origin === 'flag' ? [` ${sources[name].name} ${String(values[name])}`] : []))
    .join('');
