import type { Client } from '../client/client';
import { retry } from '../client/retry';
import type { BrokerConnection } from '../network/connection';
import { KafkaError } from '../protocol/errors';
import type { ProducerIdentity } from '../protocol/records/record-batch';
import { initProducerId } from '../protocol/requests/init-producer-id';
import { throwIfRefused } from '../protocol/protocol-error';

const TIMEOUT_MS = 3000;
/** The request has to say one, though it means nothing without a transactional id. */
const TRANSACTION_TIMEOUT_MS = 60_000;

/** @throws {NoAnswerError} or {RefusedError} */
export async function newIdentity(client: Client, signal?: AbortSignal): Promise<ProducerIdentity> {
  const asked = { transactionalId: null, transactionTimeoutMs: TRANSACTION_TIMEOUT_MS };
  const ask = (broker: BrokerConnection) => broker.send(initProducerId, asked, { timeoutMs: TIMEOUT_MS, signal });
  const { errorCode, producerId, producerEpoch } = await client.askAny(ask, signal);
  throwIfRefused(errorCode);
  return { producerId, epoch: producerEpoch };
}

/**
 * Keeps asking while the cluster is still starting.
 * @throws {KafkaError} `CANNOT_CONNECT`, what brokers refuse for good, or the reason of `signal`
 */
export const firstIdentity = (client: Client, deadlineMs: number, signal?: AbortSignal): Promise<ProducerIdentity> =>
  retry((signal) => newIdentity(client, signal), {
    deadlineMs,
    signal,
    late: (reason, cause) => new KafkaError('CANNOT_CONNECT', `no broker gives a producer id: ${reason}`, { cause }),
  });
