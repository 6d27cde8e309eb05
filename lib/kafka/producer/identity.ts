import { delay, unlessAborted } from '../async';
import type { Client } from '../client/client';
import { KafkaError, messageOf } from '../protocol/errors';
import type { ProducerIdentity } from '../protocol/records/record-batch';
import { initProducerId } from '../protocol/requests/init-producer-id';
import { throwIfRefused } from '../protocol/protocol-error';

const RETRY_MS = 100;
const TIMEOUT_MS = 3000;
/** The request has to say one, though it means nothing without a transactional id. */
const TRANSACTION_TIMEOUT_MS = 60_000;

/** @throws {NoAnswerError} or {RefusedError} */
export async function newIdentity(client: Client): Promise<ProducerIdentity> {
  const asked = { transactionalId: null, transactionTimeoutMs: TRANSACTION_TIMEOUT_MS };
  const { errorCode, producerId, producerEpoch } = await client.askAny((broker) =>
    broker.send(initProducerId, asked, { timeoutMs: TIMEOUT_MS }),
  );
  throwIfRefused(errorCode);
  return { producerId, epoch: producerEpoch };
}

/** Keeps asking while the cluster is still starting. @throws {KafkaError} `CANNOT_CONNECT`, or the reason of `signal` */
export async function firstIdentity(
  client: Client,
  deadlineMs: number,
  signal?: AbortSignal,
): Promise<ProducerIdentity> {
  const start = performance.now();
  for (;;) {
    try {
      return await unlessAborted(newIdentity(client), signal);
    } catch (error) {
      signal?.throwIfAborted();
      if (client.isClosed) throw error;
      if (performance.now() - start > deadlineMs) {
        throw new KafkaError('CANNOT_CONNECT', `no broker gives a producer id: ${messageOf(error)}`, {
          cause: error,
        });
      }
      await delay(RETRY_MS, signal);
    }
  }
}
