import type { ReceivedHeader, ReceivedMessage } from '../lib/kafka';

/** Turns a message into what is printed for it, the line end included. */
export type Format = (topic: string, message: ReceivedMessage) => string;

export const valueLine: Format = (_, { value }) => `${value?.toString() ?? ''}\n`;

/** kcat's `-J`: one JSON object a line, with its names. */
export const jsonLine: Format = (topic, { partition, offset, timestamp, timestampType, headers, key, value }) =>
  `${JSON.stringify({
    topic,
    partition,
    offset,
    tstype: timestampType,
    ts: timestamp,
    headers: byName(headers),
    key: key?.toString() ?? null,
    payload: value?.toString() ?? null,
  })}\n`;

/** Several values of one name are a list. */
function byName(headers: readonly ReceivedHeader[]): Readonly<Record<string, unknown>> {
  const values = new Map<string, (string | null)[]>();
  for (const [name, value] of headers) values.set(name, [...(values.get(name) ?? []), value?.toString() ?? null]);
  return Object.fromEntries([...values].map(([name, texts]) => [name, texts.length === 1 ? texts[0] : texts]));
}

const FIELDS: Readonly<Record<string, (topic: string, message: ReceivedMessage) => string>> = {
  t: (topic) => topic,
  p: (_, { partition }) => String(partition),
  o: (_, { offset }) => String(offset),
  k: (_, { key }) => key?.toString() ?? '',
  v: (_, { value }) => value?.toString() ?? '',
  s: (_, { value }) => value?.toString() ?? '',
  d: (_, { timestamp }) => String(timestamp),
  T: (_, { timestamp }) => String(timestamp),
  h: (_, { headers }) => JSON.stringify(byName(headers)),
  '%': () => '%',
};

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', '0': '\0' };

/** rpk's and kcat's `-f`: `%t %p %o %k %v (or %s) %d (or %T, milliseconds) %h %%`, and `\n \t`. */
export function parseFormat(given: string): Format {
  const parts = given.match(/%.?|\\.?|[^%\\]+/gs) ?? [];
  const printers = parts.map((part) => {
    if (part.startsWith('\\')) return constant(ESCAPES[part.slice(1)] ?? part);
    if (!part.startsWith('%')) return constant(part);
    const field = FIELDS[part.slice(1)];
    if (!field) throw new Error(`must use %${Object.keys(FIELDS).join(' %')} only, not ${part}`);
    return field;
  });
  return (topic, message) => printers.map((print) => print(topic, message)).join('');
}

const constant = (text: string) => () => text;
