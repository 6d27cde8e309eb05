import type { Topic } from '../../cluster';
import { invalidMessage, isObject, noMessage } from '../producer/message-fault';
import { KafkaError, messageOf } from '../protocol/errors';
import type { Message, ReceivedMessage, Unreadable } from '../message';

export interface TypedMessage<Value> extends Omit<Message, 'topic' | 'value'> {
  readonly value: Value;
}

export interface TypedReceivedMessage<Value> extends Omit<ReceivedMessage, 'key' | 'value'> {
  /** UTF-8. For keys that are no text, use `read` or `consume` of lib/kafka. */
  readonly key: string | null;
  readonly value: Value;
}

/** @throws {KafkaError} `INVALID_MESSAGE` for what is no message, and for a value that the topic's serde refuses */
export function encoded<Value>({ name, serde }: Topic<string, Value>, message: TypedMessage<Value>): Message {
  if (!isObject(message)) throw invalidMessage(noMessage(message));
  const { key = null, headers, timestamp, partition } = message;
  try {
    // To spread a message takes longer than all else that is done to it here.
    return { topic: name, key, value: serde.serialise(message.value), headers, timestamp, partition };
  } catch (error) {
    const text = `the value cannot be written to topic "${name}": ${messageOf(error)}`;
    throw new KafkaError('INVALID_MESSAGE', text, { cause: error });
  }
}

/** @returns a {@link KafkaError} `UNREADABLE_VALUE` with its place for one that the topic's serde refuses */
export function decoded<Value>(
  { name, serde }: Topic<string, Value>,
  { partition, offset, timestamp, timestampType, key, value, headers }: ReceivedMessage,
): TypedReceivedMessage<Value> | KafkaError {
  try {
    return {
      partition,
      offset,
      timestamp,
      timestampType,
      key: key?.toString() ?? null,
      value: serde.deserialise(value),
      headers,
    };
  } catch (error) {
    const text = `the value at ${name}/${partition}, offset ${offset} cannot be read: ${messageOf(error)}`;
    return new KafkaError('UNREADABLE_VALUE', text, { topic: name, partition, cause: error });
  }
}

export const unreadable = ({ name }: Topic, message: ReceivedMessage, { message: reason }: KafkaError): Unreadable => ({
  topic: name,
  partition: message.partition,
  offset: message.offset,
  lastOffset: message.offset,
  reason,
  message,
});
