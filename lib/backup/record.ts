import { createHash } from 'node:crypto';
import {
  fieldJson,
  fieldOf,
  headersJson,
  type FieldJson,
  type Header,
  type Message,
  type ReceivedMessage,
} from '../kafka';

/** A line of a backup: kcat's names, what the folder says left out. */
export interface BackupRecord {
  readonly offset: number;
  /** Milliseconds since 1970. */
  readonly ts: number;
  /** Name, value, name, value … @default - none */
  readonly headers?: readonly FieldJson[];
  readonly key: FieldJson;
  readonly payload: FieldJson;
}

/** With its line end. */
export function recordLine({ offset, timestamp, headers, key, value }: ReceivedMessage): string {
  const record: BackupRecord = {
    offset,
    ts: timestamp,
    ...(headers.length === 0 ? {} : { headers: headersJson(headers) }),
    key: fieldJson(key),
    payload: fieldJson(value),
  };
  return `${JSON.stringify(record)}\n`;
}

export const parseRecord = (line: string): BackupRecord => JSON.parse(line) as BackupRecord;

/** As it is sent again. */
export const messageOfRecord = (
  { ts, headers = [], key, payload }: BackupRecord,
  place: { readonly topic: string; readonly partition: number },
): Message => ({ ...place, timestamp: ts, headers: headerList(headers), key: fieldOf(key), value: fieldOf(payload) });

function headerList(flat: readonly FieldJson[]): Header[] {
  const headers: Header[] = [];
  for (let at = 0; at < flat.length; at += 2) headers.push([flat[at] as string, fieldOf(flat[at + 1] ?? null)]);
  return headers;
}

/** All that is kept of a record but its offset, as text: the same for the same bytes, whichever of both they come from. */
export const contentOfRecord = ({ ts, headers = [], key, payload }: BackupRecord): string =>
  JSON.stringify([ts, headers, key, payload]);

export const contentOfMessage = ({ timestamp, headers, key, value }: ReceivedMessage): string =>
  JSON.stringify([timestamp, headersJson(headers), fieldJson(key), fieldJson(value)]);

/** Of what a record says, in hexadecimal: another one at the same offset has another. */
export const fingerprint = (message: ReceivedMessage): string =>
  createHash('sha256').update(contentOfMessage(message)).digest('hex');
