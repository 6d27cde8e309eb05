import {
  context,
  propagation,
  trace,
  type Context,
  type Link,
  type TextMapGetter,
  type TextMapSetter,
} from '@opentelemetry/api';
import { lastHeader, type Header, type Message, type ReceivedHeader, type ReceivedMessage } from '../message';
import { headerList } from '../protocol/records/headers';

const setter: TextMapSetter<Header[]> = { set: (headers, name, value) => void headers.push([name, value]) };

const getter: TextMapGetter<readonly ReceivedHeader[]> = {
  keys: (headers) => headers.map(([name]) => name),
  get: (headers, name) => lastHeader(headers, name)?.toString(),
};

/** The message with headers that tell what it belongs to, such as `traceparent`, in place of those of a message that it was made from. */
export function withContext(message: Message, current: Context): Message {
  const added: Header[] = [];
  propagation.inject(current, added, setter);
  if (added.length === 0) return message;
  const names = new Set(added.map(([name]) => name));
  const others = headerList(message.headers ?? []).filter(([name]) => !names.has(name));
  return { ...message, headers: [...others, ...added] };
}

/** To the spans of those who sent these messages, each once. */
export function linksTo(messages: readonly Pick<ReceivedMessage, 'headers'>[]): Link[] {
  const links = new Map<string, Link>();
  for (const { headers } of messages) {
    if (headers.length === 0) continue;
    const sent = trace.getSpanContext(propagation.extract(context.active(), headers, getter));
    if (sent && headers.some(([name]) => propagation.fields().includes(name)))
      links.set(sent.spanId, { context: sent });
  }
  return [...links.values()];
}
