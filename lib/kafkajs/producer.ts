import {
  CompressionTypes,
  KafkaJSError,
  KafkaJSNonRetriableError,
  type Producer,
  type ProducerBatch,
  type ProducerConfig,
} from 'kafkajs';
import { createProducer, type ProducerOptions } from '../kafka';
import { Connection } from './connection';
import { asKafkaJs } from './errors';
import { Instrumentation, producerEvents } from './events';
import { intakeOf, type Take } from './intake';
import { networkHooks } from './network-events';
import { partitionerOf } from './partitioner';
import { deadlineOf } from './retry';
import { asBatch, COMPRESSIONS, requireTopicMessages, sendAll } from './send';
import { retryOf, type Settings } from './settings';
import { Transactions } from './transactions';

interface Engine {
  readonly take: Take;
  readonly close: () => Promise<void>;
}

const NO_RETRIES = 'Idempotent producer must allow retries to protect against transient errors';

/** A producer of kafkajs, that is always idempotent and waits for all replicas. */
export function producerOf(settings: Settings, config: ProducerConfig = {}): Producer {
  const logger = settings.logger.namespace('Producer');
  const retry = retryOf(settings, config.retry);
  if (config.idempotent && retry?.retries !== undefined && retry.retries < 1)
    throw new KafkaJSNonRetriableError(NO_RETRIES);
  const instrumentation = new Instrumentation('producer', producerEvents, logger);
  const connection = new Connection(settings, retry, (clientId) => networkHooks(instrumentation, clientId));
  const deadlineMs = deadlineOf(retry, settings.config.requestTimeout);
  const options = {
    // A program that awaits each send would wait for nothing.
    lingerMs: 0,
    ...partitionerOf(config.createPartitioner),
    ...(deadlineMs === undefined ? {} : { deliveryTimeoutMs: deadlineMs }),
  };
  const engines = new Map<CompressionTypes, Promise<Engine>>();
  const transactions = new Transactions(connection, config, options, settings.members);
  let status: 'connected' | 'disconnecting' | 'disconnected' = 'disconnected';
  let isWarned = false;

  const requireConnected = (): void => {
    if (status === 'connected') return;
    if (status === 'disconnected') throw new KafkaJSError('The producer is disconnected');
    throw new KafkaJSNonRetriableError(
      "The producer is disconnecting; therefore, it can't safely accept messages anymore",
    );
  };

  const require = ({ acks = -1, topicMessages = [] }: ProducerBatch): void => {
    requireTopicMessages(topicMessages);
    if (acks !== -1 && config.idempotent) {
      const text = "Not requiring ack for all messages invalidates the idempotent producer's EoS guarantees";
      throw new KafkaJSNonRetriableError(text);
    }
    requireConnected();
    if (acks === -1 || isWarned) return;
    isWarned = true;
    logger.warn('acks are always those of all replicas here: a message that only its leader has is lost with that', {
      acks,
    });
  };

  /** One for each compression that is used: messages of one `send` share it. */
  const engine = (type: CompressionTypes = CompressionTypes.None): Promise<Engine> => {
    const known = engines.get(type) ?? open({ compression: COMPRESSIONS[type] });
    known.catch(() => engines.delete(type));
    engines.set(type, known);
    return known;
  };

  const open = async (more: Pick<ProducerOptions, 'compression'>): Promise<Engine> => {
    const client = await connection.open();
    const producer = await asKafkaJs(() => createProducer(client, { ...options, ...more }));
    return { take: intakeOf(producer), close: () => producer.close() };
  };

  const sendBatch: Producer['sendBatch'] = async (batch) => {
    require(batch);
    const { take } = await engine(batch.compression);
    return sendAll(batch.topicMessages ?? [], take);
  };

  return {
    connect: async () => {
      await connection.open();
      // Without a producer id there is none: that is told here, and not by what is sent.
      await engine();
      status = 'connected';
      instrumentation.emit(producerEvents.CONNECT);
    },
    disconnect: async () => {
      status = 'disconnecting';
      const open = [...engines.values()];
      engines.clear();
      // What was accepted gets its outcome first.
      await Promise.allSettled(open.map(async (producer) => (await producer).close()));
      await transactions.close();
      await connection.close();
      status = 'disconnected';
      instrumentation.emit(producerEvents.DISCONNECT);
    },
    isIdempotent: () => true,
    events: producerEvents,
    on: instrumentation.on as Producer['on'],
    send: async (record) => sendBatch(asBatch(record)),
    sendBatch,
    transaction: () => transactions.begin(require),
    logger: () => logger,
  };
}
