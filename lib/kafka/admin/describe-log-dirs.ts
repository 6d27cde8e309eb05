import type { Client } from '../client/client';
import { requireArguments } from '../client/require-arguments';
import { CONTROL } from '../network/connections';
import { KafkaError } from '../protocol/errors';
import { protocolError, throwIfRefused } from '../protocol/protocol-error';
import { describeLogDirs as request } from '../protocol/requests/describe-log-dirs';
import type { AdminOptions } from './admin-options';

const TIMEOUT_MS = 3000;

export interface BrokerLogDirs {
  readonly broker: number;
  /** undefined where the broker does not tell. */
  readonly directories: readonly LogDir[] | undefined;
  /** Why it does not tell. @default - it does */
  readonly fault?: string;
}

export interface LogDir {
  readonly path: string;
  /** Of the disk, in bytes; undefined before Kafka 3.3 (KIP-827). */
  readonly totalBytes: number | undefined;
  readonly usableBytes: number | undefined;
  /** Why nothing is known of the replicas in it, such as that its disk has failed. @default - they are known */
  readonly fault?: string;
  readonly replicas: readonly ReplicaSize[];
}

export interface ReplicaSize {
  readonly topic: string;
  readonly partition: number;
  /** On disk, in bytes: compressed, and with what retention has not deleted yet. */
  readonly size: number;
  /** It is being moved there from another directory of the broker. */
  readonly isFuture: boolean;
}

/**
 * What lies on the disks of all registered brokers (KIP-113), by their ids. Each is asked once: one that does not answer keeps nobody
 * waiting for longer than three seconds, and has a fault.
 */
export const describeLogDirs = async (
  client: Client,
  options: Pick<AdminOptions, 'signal'> = {},
): Promise<readonly BrokerLogDirs[]> => {
  requireArguments({ client, options });
  const { signal } = options;
  return Promise.all(
    [...client.metadata.brokers.keys()].sort((a, b) => a - b).map((broker) => brokerLogDirs(client, broker, signal)),
  );
};

/** The same of one broker. */
export async function brokerLogDirs(client: Client, broker: number, signal?: AbortSignal): Promise<BrokerLogDirs> {
  try {
    const connection = await client.connection(broker, CONTROL, signal);
    const answer = await connection.send(request, { topics: null }, { timeoutMs: TIMEOUT_MS, signal });
    throwIfRefused(answer.errorCode, undefined, { broker });
    return { broker, directories: answer.results.map(directory) };
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    return { broker, directories: undefined, fault: error.message };
  }
}

type Answered = Awaited<ReturnType<typeof request.decode>>['results'][number];

function directory({ errorCode, logDir, topics, totalBytes, usableBytes }: Answered): LogDir {
  const error = protocolError(errorCode);
  return {
    path: logDir,
    totalBytes: totalBytes < 0 ? undefined : totalBytes,
    usableBytes: usableBytes < 0 ? undefined : usableBytes,
    ...(error && { fault: error.message }),
    replicas: topics.flatMap(({ name, partitions }) =>
      partitions.map(({ partitionIndex, partitionSize, isFutureKey }) => ({
        topic: name,
        partition: partitionIndex,
        size: partitionSize,
        isFuture: isFutureKey,
      })),
    ),
  };
}
