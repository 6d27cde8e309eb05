import type { Client } from '../client/client';
import { RefusedError, type ProtocolErrorCode } from '../protocol/protocol-error';
import { askController, type AskController, type ControllerOptions } from './ask-controller';

/**
 * Has the controller make a change that it refuses to make twice. `alreadyMade` is how it refuses: when an earlier request may
 * have made the change, it is done, and otherwise somebody else has made it.
 * @throws {RefusedError} what is refused for good
 * @throws {KafkaError} `CANNOT_CONNECT`, `UNKNOWN_OUTCOME` after the deadline
 */
export async function changeOnce(
  client: Client,
  alreadyMade: ProtocolErrorCode,
  ask: AskController<void>,
  options: ControllerOptions,
): Promise<void> {
  const make: AskController<RefusedError | undefined> = async (connection, mayBeDone, signal) => {
    try {
      await ask(connection, mayBeDone, signal);
      return undefined;
    } catch (error) {
      if (!(error instanceof RefusedError) || error.code !== alreadyMade) throw error;
      return mayBeDone ? undefined : error;
    }
  };
  const refusal = await askController(client, make, options);
  if (refusal) throw refusal;
}
