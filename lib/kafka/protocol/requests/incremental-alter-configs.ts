import { CompactWriter } from '../compact';
import type { BrokerConnection } from '../../network/connection';
import { exchangeCompact } from './exchange-compact';
import { throwIfRefused } from '../protocol-error';

const TIMEOUT_MS = 10_000;
const TOPIC = 2;
const SET = 0;

/**
 * Sets properties of a topic and leaves its others alone: the request that kafkajs has (AlterConfigs) resets whatever it does
 * not name, so that two who change different ones at once undo each other (KIP-339).
 * @throws {RefusedError}
 */
export async function setTopicConfig(
  connection: BrokerConnection,
  topic: string,
  config: readonly (readonly [name: string, value: string])[],
): Promise<void> {
  const writer = new CompactWriter().noTags(); // of the request's header
  writer.array([topic], () => {
    writer.int8(TOPIC).string(topic);
    writer.array(config, ([name, value]) => writer.string(name).int8(SET).string(value).noTags());
    writer.noTags();
  });
  const body = writer.boolean(false).noTags().bytes; // not to be validated only
  const reader = await exchangeCompact(connection, 44, 1, body, TIMEOUT_MS);
  reader.array(() => throwIfRefused(reader.int16(), reader.string()));
}
