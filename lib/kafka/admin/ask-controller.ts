import { delay, unlessAborted } from '../async';
import type { Client } from '../client/client';
import { KafkaError, messageOf } from '../protocol/errors';
import { CONTROL } from '../network/connections';
import type { BrokerConnection } from '../network/connection';
import { NoAnswerError } from '../network/connection';
import { RefusedError } from '../protocol/protocol-error';
import type { AdminOptions } from './admin-options';

const DEADLINE_MS = 30_000;
const RETRY_MS = 100;

/**
 * Asks the controller, and again while it moves or does not answer. `ask` must bear being asked twice; it is told whether an
 * earlier request may have taken effect.
 * @throws {RefusedError} what is refused for good
 * @throws {KafkaError} `CANNOT_CONNECT` after 30 s
 */
export async function askController<Answer>(
  client: Client,
  ask: (connection: BrokerConnection, mayBeDone: boolean) => Promise<Answer>,
  { signal }: AdminOptions,
): Promise<Answer> {
  const start = performance.now();
  let mayBeDone = false;
  for (;;) {
    signal?.throwIfAborted();
    let wasAsked = false;
    try {
      const { controllerId } = client.metadata;
      if (controllerId === undefined) throw new NoAnswerError('no controller is elected');
      const connection = await unlessAborted(client.connection(controllerId, CONTROL), signal);
      wasAsked = true;
      return await unlessAborted(ask(connection, mayBeDone), signal);
    } catch (error) {
      const isTemporary = error instanceof NoAnswerError || (error instanceof RefusedError && error.retriable);
      if (!isTemporary) throw error;
      // Other refusals that may pass, such as REQUEST_TIMED_OUT, come while the change is on its way.
      mayBeDone ||= wasAsked && !(error instanceof RefusedError && error.code === 'NOT_CONTROLLER');
      if (performance.now() - start > DEADLINE_MS) {
        throw new KafkaError('CANNOT_CONNECT', `the controller is out of reach: ${messageOf(error)}`, {
          cause: error,
        });
      }
    }
    await unlessAborted(client.refresh(), signal).catch(() => undefined);
    await delay(RETRY_MS, signal);
  }
}
