/** A message of the demonstration, before it has a topic. */
export interface NumberedMessage {
  readonly key: string;
  readonly value: string;
}

/** Two would leave one of three partitions empty for ever: their hashes choose from them. */
const KEYS = 10;

/** `New message # 0`, `New message # 1` …, each under the last digit of its number: ten keys, which reach every one of up to six partitions. */
export function* numberedMessages(count: number, text = 'New message # '): Iterable<NumberedMessage> {
  for (let i = 0; i < count; i++) yield { key: `${i % KEYS}`, value: `${text}${i}` };
}
