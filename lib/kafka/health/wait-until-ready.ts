import { abortController, timer } from '../async';
import { controllerOf } from '../client/controller';
import { requestMetadata } from '../client/metadata';
import { requireArguments } from '../client/require-arguments';
import type { BrokerConnection } from '../network/connection';
import type { ConnectionOptions } from '../network/connection-options';
import { KafkaError } from '../protocol/errors';
import { servesTopics, type LeaderlessPartition } from './served-topics';
import { REQUEST_TIMEOUT_MS, Watch, type Finding } from './watch';

export interface ReadyOptions extends Pick<ConnectionOptions, 'ssl' | 'sasl'> {
  /** `host:port` of every broker that is expected. */
  readonly brokers: readonly string[];
  /**
   * How many partitions each topic has, which brokers themselves cannot tell: just after their start they know none.
   * @default - what each broker knows
   */
  readonly topics?: () => Promise<ReadonlyMap<string, number>>;
  /** `broker.id`s of brokers that have ended: until nobody knows them any more they seem to lead what nobody leads. @default - none */
  readonly ended?: readonly number[];
  /** Milliseconds. @default 60000 */
  readonly deadlineMs?: number;
  /** Refuses a cluster of another id. @default - any */
  readonly clusterId?: string;
  /** Told each second what is missing. @default - nobody is told */
  readonly onWait?: (missing: string) => void;
  readonly signal?: AbortSignal;
}

export interface Ready {
  readonly clusterId: string;
  readonly controllerId: number;
  /** Not waited for: none of the brokers that could lead them is registered. */
  readonly leaderless: readonly LeaderlessPartition[];
}

const NOTICE_MS = 1000;

/**
 * Resolves when a client that does not try again finds the whole cluster: every expected broker answers, knows as many brokers
 * as are expected, a controller, every topic, and a leader of each partition, which leads it.
 * An open port says none of that: brokers open theirs before they have registered, and register before they know a topic.
 * @throws {KafkaError} `NOT_READY` after the deadline, with what is missing
 * @throws {KafkaError} `OTHER_CLUSTER` when a cluster of another id answers
 */
export async function waitUntilReady(options: ReadyOptions): Promise<Ready> {
  requireArguments({ options });
  requireArguments({ brokers: options.brokers });
  const { brokers, deadlineMs = 60_000, signal, topics = () => Promise.resolve(new Map<string, number>()) } = options;
  const stop = abortController();
  const end = timer(deadlineMs, () => stop.abort());
  const missing = () => watches.flatMap(({ missing }) => missing ?? []).join('; ');
  const notices = setInterval(() => options.onWait?.(missing()), NOTICE_MS);
  const onAbort = () => stop.abort();
  signal?.addEventListener('abort', onAbort, { once: true });
  const { ssl, sasl } = options;
  const access = { ...(ssl && { ssl }), ...(sasl && { sasl }) };
  const watches = brokers.map((broker) => new Watch(broker, stop.signal, access));
  const all = async <T>(ask: (watch: Watch, connection: BrokerConnection) => Promise<Finding<T>>): Promise<T[]> => {
    const found = await Promise.all(watches.map((watch) => watch.until((connection) => ask(watch, connection))));
    if (found.every((one) => one !== undefined)) return found;
    signal?.throwIfAborted();
    throw new KafkaError('NOT_READY', `the cluster was not ready within ${deadlineMs / 1000} s: ${missing()}`);
  };
  try {
    signal?.throwIfAborted();
    const [ready] = await all((watch, connection) => knowsBrokers(watch, connection, options));
    const existing = remembered(topics);
    const leaderless = await all(async (watch, connection) => servesTopics(watch, connection, await existing()));
    return { ...ready!, leaderless: leaderless[0]! };
  } finally {
    clearTimeout(end);
    clearInterval(notices);
    stop.abort();
    signal?.removeEventListener('abort', onAbort);
  }
}

async function knowsBrokers(
  { broker }: Watch,
  connection: BrokerConnection,
  options: ReadyOptions,
): Promise<Finding<Omit<Ready, 'leaderless'>>> {
  const metadata = await requestMetadata(connection, [], { timeoutMs: REQUEST_TIMEOUT_MS });
  const { brokers, clusterId } = metadata;
  if (options.clusterId !== undefined && clusterId !== options.clusterId) {
    throw new KafkaError(
      'OTHER_CLUSTER',
      `${broker} belongs to cluster ${clusterId}, but ${options.clusterId} was expected: stop what runs there, or choose other ports`,
    );
  }
  if (brokers.size < options.brokers.length) {
    return { missing: `knows ${brokers.size} of ${options.brokers.length} brokers` };
  }
  const ended = options.ended?.filter((id) => brokers.has(id)) ?? [];
  if (ended.length > 0) return { missing: `still knows broker ${ended.join(', ')}` };
  const { controllerId } = await controllerOf(connection, metadata, { timeoutMs: REQUEST_TIMEOUT_MS });
  return controllerId === undefined ? { missing: 'knows no controller' } : { found: { clusterId, controllerId } };
}

/** Asks anew each second: one may be deleted meanwhile. */
function remembered<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  let askedAt = 0;
  return () => {
    if (answer && performance.now() - askedAt < 1000) return answer;
    askedAt = performance.now();
    return (answer = ask());
  };
}
