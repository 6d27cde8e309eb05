import type { ReceivedMessage } from '../../kafka';
import { fieldJson, headersJson } from '../../kafka/field-json';
import type { Printout } from './printout';

/** Where messages come from. */
export interface Origin {
  readonly topic: string;
  /** Which leads the partition; -1 if none does. */
  readonly broker: number;
}

/** Adds what is printed for a message, the line end included. */
export type Format = (out: Printout, message: ReceivedMessage, origin: Origin) => void;

export const valueLine: Format = (out, { value }) => {
  if (value) out.addBytes(value);
  out.addText('\n');
};

/** kcat's `-J`: one JSON object a line, with its names in its order. */
export const jsonLine: Format = (out, message, { topic, broker }) => {
  const { partition, offset, timestamp, timestampType, headers, key, value } = message;
  const line = {
    topic,
    partition,
    offset,
    tstype: timestampType === 'append' ? 'logappend' : timestampType,
    ts: timestamp,
    broker,
    ...(headers.length === 0 ? {} : { headers: headersJson(headers) }),
    key: fieldJson(key),
    payload: fieldJson(value),
  };
  out.addText(`${JSON.stringify(line)}\n`);
};

const key: Format = (out, { key }) => key && out.addBytes(key);
const value: Format = (out, { value }) => value && out.addBytes(value);
const timestamp: Format = (out, { timestamp }) => out.addText(String(timestamp));
const sizeOf = (bytes: Buffer | null): number => bytes?.length ?? -1;

function int32(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(number);
  return bytes;
}

/** `a=1,b=2`, or NULL for a header without a value: kcat's way, in which not every value can be told from others. */
const headerPairs: Format = (out, { headers }) => {
  for (const [index, [name, value]] of headers.entries()) {
    out.addText(`${index === 0 ? '' : ','}${name}=`);
    out.addBytes(value ?? Buffer.from('NULL'));
  }
};

const FIELDS: Readonly<Record<string, Format>> = {
  t: (out, _, { topic }) => out.addText(topic),
  p: (out, { partition }) => out.addText(String(partition)),
  o: (out, { offset }) => out.addText(String(offset)),
  k: key,
  K: (out, { key }) => out.addText(String(sizeOf(key))),
  v: value,
  s: value,
  S: (out, { value }) => out.addText(String(sizeOf(value))),
  R: (out, { value }) => out.addBytes(int32(sizeOf(value))),
  d: timestamp,
  T: timestamp,
  h: headerPairs,
  '%': (out) => out.addText('%'),
};

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
const PARTS = /%.?|\\x[\da-f]{1,2}|\\0[0-7]{0,3}|\\[1-9]\d{0,2}|\\.?|[^%\\]+/gis;

/** kcat's and rpk's `-f`: %t %p %o %k %v (or %s) %d (or %T, milliseconds) %h %%, and bytes as `\n \t \x1f \037 \31`. */
export function parseFormat(given: string): Format {
  const parts = given.match(PARTS) ?? [];
  const printers = parts.map((part) => {
    if (!part.startsWith('%')) return constant(part.startsWith('\\') ? unescaped(part.slice(1)) : part);
    const field = FIELDS[part.slice(1)];
    if (!field) throw new Error(`must use %${Object.keys(FIELDS).join(' %')} only, not ${part}`);
    return field;
  });
  return (out, message, origin) => {
    for (const print of printers) print(out, message, origin);
  };
}

/** A byte by its number: hexadecimal, octal or decimal. Any other character that is escaped is itself. */
function unescaped(escape: string): string | Buffer {
  if (/^x[\da-f]/i.test(escape)) return Buffer.of(parseInt(escape.slice(1), 16));
  if (/^\d/.test(escape)) return Buffer.of(parseInt(escape, escape.startsWith('0') ? 8 : 10));
  return ESCAPES[escape] ?? (escape === '' ? '\\' : escape);
}

function constant(given: string | Buffer): Format {
  const bytes = Buffer.from(given);
  return (out) => out.addBytes(bytes);
}
