import { delay } from '../async';
import type { Client } from '../client';
import { KafkaError, messageOf } from '../errors';
import type { ApiName, Apis } from '../wire/apis';
import { NoAnswerError } from '../wire/connection';
import { RefusedError } from '../wire/protocol-error';

export const ADMIN_DEADLINE_MS = 30_000;
export const RETRY_MS = 50;
const REQUEST_TIMEOUT_MS = 15_000;

/**
 * Asks the controller, and again while there is none, it does not answer, or it refuses with what passes.
 * @param refuse throws for an answer that is a refusal
 * @throws {KafkaError} `CANNOT_CONNECT` (exit code 3) when that goes on for 30 s
 */
export async function askController<Name extends ApiName>(
  client: Client,
  name: Name,
  args: Apis[Name]['args'],
  refuse: (answer: Apis[Name]['answer']) => void,
): Promise<void> {
  const end = Date.now() + ADMIN_DEADLINE_MS;
  for (;;) {
    try {
      const { controllerId } = await client.refresh();
      if (controllerId === undefined) throw new NoAnswerError('no controller is elected');
      const connection = await client.connection(controllerId, 'admin');
      refuse(await connection.request(name, args, REQUEST_TIMEOUT_MS));
      return;
    } catch (error) {
      const passes = error instanceof NoAnswerError || (error instanceof RefusedError && error.retriable);
      if (!passes) throw error;
      if (Date.now() > end)
        throw new KafkaError('CANNOT_CONNECT', 3, `the controller did not do it: ${messageOf(error)}`);
      await delay(RETRY_MS);
    }
  }
}
