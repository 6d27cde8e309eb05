import type { Client } from '../client/client';
import type { BrokerConnection } from '../network/connection';
import { RefusedError, type ProtocolErrorCode } from '../protocol/protocol-error';
import type { AdminOptions } from './admin-options';
import { askController } from './ask-controller';

/**
 * Has the controller make a change that it refuses to make twice. `alreadyMade` is how it refuses: when an earlier request may
 * have made the change, it is done, and otherwise somebody else has made it.
 * @throws {RefusedError} what is refused for good
 * @throws {KafkaError} `CANNOT_CONNECT` after 30 s
 */
export async function changeOnce(
  client: Client,
  alreadyMade: ProtocolErrorCode,
  ask: (connection: BrokerConnection) => Promise<void>,
  options: AdminOptions,
): Promise<void> {
  const make = async (connection: BrokerConnection, mayBeDone: boolean): Promise<RefusedError | undefined> => {
    try {
      await ask(connection);
      return undefined;
    } catch (error) {
      if (!(error instanceof RefusedError) || error.code !== alreadyMade) throw error;
      return mayBeDone ? undefined : error;
    }
  };
  const refusal = await askController(client, make, options);
  if (refusal) throw refusal;
}
