/** A message of the demonstration, before it has a topic. */
export interface NumberedMessage {
  readonly key: string;
  readonly value: string;
}

/** `New message # 0`, `New message # 1` …: the even ones under the key 0, the odd ones under 1. */
export function* numberedMessages(count: number, text = 'New message # '): Iterable<NumberedMessage> {
  for (let i = 0; i < count; i++) yield { key: `${i % 2}`, value: `${text}${i}` };
}
