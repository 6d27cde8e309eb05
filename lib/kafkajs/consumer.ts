import {
  KafkaJSNonRetriableError,
  KafkaJSNumberOfRetriesExceeded,
  type Consumer,
  type ConsumerConfig,
  type ConsumerRunConfig,
} from 'kafkajs';
import { Connection } from './connection';
import { describeGroups } from './admin/groups';
import { asKafkaJs } from './errors';
import { consumerEvents, Instrumentation } from './events';
import { networkHooks } from './network-events';
import { requirePausing } from './paused';
import { requirePlace } from './require';
import { pauseBefore } from './retry';
import { Runner } from './runner';
import { retryOf, type Settings } from './settings';
import { matchedBy, namedIn } from './subscribe';

const NOT_RUNNING = 'Consumer group was not initialized, consumer#run must be called first';

/** As kafkajs has them, instead of an offset. */
const SPECIAL_OFFSETS = { [-1]: 'end', [-2]: 'beginning' } as const;

/** A consumer of kafkajs. */
export function consumerOf(settings: Settings, given: ConsumerConfig): Consumer {
  const retry = retryOf(settings, given.retry);
  const config: ConsumerConfig = { ...given, ...(retry ? { retry } : {}) };
  const { groupId } = config;
  requireConfig(config);
  const logger = settings.logger.namespace('Consumer');
  const instrumentation = new Instrumentation('consumer', consumerEvents, logger);
  const connection = new Connection(settings, retry, (clientId) => networkHooks(instrumentation, clientId));
  const topics = new Map<string, boolean>();
  let runner: Runner | undefined;
  let restart: NodeJS.Timeout | undefined;

  const requireRunner = (): Runner => {
    if (!runner) throw new KafkaJSNonRetriableError(NOT_RUNNING);
    return runner;
  };

  const start = async (run: ConsumerRunConfig): Promise<void> => {
    logger.info('Starting', { groupId });
    const started = (runner = new Runner({
      ...{ consumer: config, run, topics: new Map(topics), logger, instrumentation },
      members: settings.members,
    }));
    const crashed = (error: Error) => void onCrash(error, run);
    try {
      await started.start(await connection.open(), crashed);
    } catch (error) {
      crashed(error as Error);
    }
  };

  const onCrash = async (error: Error, run: ConsumerRunConfig): Promise<void> => {
    const retryCount = error instanceof KafkaJSNumberOfRetriesExceeded ? error.retryCount : undefined;
    logger.error(`Crash: ${error.name}: ${error.message}`, { groupId, retryCount, stack: error.stack });
    await disconnect();
    const shouldRestart = isRestartable(error) && (await isRestartWanted(error));
    instrumentation.emit(consumerEvents.CRASH, { error, groupId, restart: shouldRestart });
    if (!shouldRestart) return;
    const retryTime = pauseBefore(0, retry);
    logger.error(`Restarting the consumer in ${retryTime}ms`, { retryCount, retryTime, groupId });
    restart = setTimeout(() => void start(run), retryTime);
  };

  const isRestartWanted = async (error: Error): Promise<boolean> => {
    try {
      return (await config.retry?.restartOnFailure?.(error)) ?? true;
    } catch (failure) {
      const text = 'Caught error when invoking user-provided "restartOnFailure" callback. Defaulting to restarting.';
      logger.error(text, { error: (failure as Error).message, cause: error.message, groupId });
      return true;
    }
  };

  const stop = async (): Promise<void> => {
    clearTimeout(restart);
    const stopped = runner;
    await stopped?.stop();
    if (runner !== stopped || !stopped) return;
    runner = undefined;
    instrumentation.emit(consumerEvents.STOP);
    logger.info('Stopped', { groupId });
  };

  const disconnect = async (): Promise<void> => {
    const running = runner;
    await stop();
    // One of its own handlers may ask: what that has done is committed before the connections go.
    const closing = (running?.untilEnded() ?? Promise.resolve()).then(() => connection.close());
    if (!running?.isHandling) await closing;
    instrumentation.emit(consumerEvents.DISCONNECT);
  };

  return {
    connect: async () => {
      await connection.open();
      instrumentation.emit(consumerEvents.CONNECT);
    },
    disconnect,
    stop,
    subscribe: async (subscription) => {
      if (runner) throw new KafkaJSNonRetriableError('Cannot subscribe to topic while consumer is running');
      const { fromBeginning = false } = subscription;
      for (const name of namedIn(subscription)) topics.set(name, fromBeginning);
      const isCreated = config.allowAutoTopicCreation === true;
      for (const name of await matchedBy(subscription, connection, { isCreated, logger, groupId })) {
        topics.set(name, fromBeginning);
      }
    },
    run: async (run = {}) => {
      if (!runner) return start(run);
      logger.warn('consumer#run was called, but the consumer is already running', { groupId });
    },
    commitOffsets: async (offsets) => {
      const positions = offsets.map(({ topic, partition, offset, metadata = null }) => {
        const position = requirePlace({ topic, partition, offset });
        if (position < 0) throw new KafkaJSNonRetriableError('Offset must not be a negative number');
        if (metadata !== null && typeof (metadata as unknown) !== 'string') {
          const text = `Invalid offset metadata, expected string or null, received ${metadata}`;
          throw new KafkaJSNonRetriableError(text);
        }
        return { topic, partition, offset: position, metadata };
      });
      const running = requireRunner();
      await asKafkaJs(() => running.commit(positions));
    },
    seek: ({ topic, partition, offset }) => {
      const position = requirePlace({ topic, partition, offset });
      const special = SPECIAL_OFFSETS[position as keyof typeof SPECIAL_OFFSETS] as 'end' | 'beginning' | undefined;
      if (position < 0 && !special) throw new KafkaJSNonRetriableError('Offset must not be a negative number');
      requireRunner().seek(topic, partition, special ?? { offset: position });
    },
    describeGroup: async () => (await describeGroups(await connection.open(), [groupId])).groups[0]!,
    pause: (all) => {
      requirePausing(all, 'pause');
      requireRunner().pause(all);
    },
    paused: () => runner?.paused.of(runner.assignment) ?? [],
    resume: (all) => {
      requirePausing(all, 'resume');
      requireRunner().resume(all);
    },
    on: instrumentation.on as Consumer['on'],
    events: consumerEvents,
    logger: () => logger,
  };
}

function requireConfig({ groupId, heartbeatInterval = 3000, sessionTimeout = 30_000 }: ConsumerConfig): void {
  if (!groupId) throw new KafkaJSNonRetriableError('Consumer groupId must be a non-empty string.');
  if (heartbeatInterval < sessionTimeout) return;
  throw new KafkaJSNonRetriableError(
    `Consumer heartbeatInterval (${heartbeatInterval}) must be lower than sessionTimeout (${sessionTimeout}). It is recommended to set heartbeatInterval to approximately a third of the sessionTimeout.`,
  );
}

/** As kafkajs decides: what may pass is tried again, errors of the program are not. */
function isRestartable(error: Error): boolean {
  if (error instanceof KafkaJSNumberOfRetriesExceeded) return true;
  let cause: unknown = error;
  while (cause instanceof Error && cause.cause !== undefined) ({ cause } = cause as { cause: unknown });
  return (cause as { readonly retriable?: boolean }).retriable === true;
}
