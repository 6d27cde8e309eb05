import type { Header, Headers } from '../../message';
import { fieldSize, writeField } from './field';
import { varintSize, writeVarint } from './varint';

export type EncodedHeader = readonly [name: Uint8Array, value: Uint8Array | null];
const NONE: readonly EncodedHeader[] = [];

export const toBytes = (value: string | Uint8Array | null): Uint8Array | null =>
  typeof value === 'string' ? Buffer.from(value) : value;

/** In one shape, whichever way they were given. */
export const headerList = (headers: Headers): readonly Header[] =>
  isList(headers)
    ? headers
    : Object.entries(headers).flatMap(([name, values]) =>
        isList(values) ? values.map((value) => [name, value] as const) : [[name, values] as const],
      );

export const encodeHeaders = (headers: Headers | undefined): readonly EncodedHeader[] =>
  headers === undefined ? NONE : headerList(headers).map(([name, value]) => [Buffer.from(name), toBytes(value)]);

export function headersSize(headers: readonly EncodedHeader[]): number {
  let size = varintSize(headers.length);
  for (const [name, value] of headers) size += fieldSize(name) + fieldSize(value);
  return size;
}

export function writeHeaders(bytes: Uint8Array, at: number, headers: readonly EncodedHeader[]): number {
  at = writeVarint(bytes, at, headers.length);
  for (const [name, value] of headers) {
    at = writeField(bytes, at, name);
    at = writeField(bytes, at, value);
  }
  return at;
}

/** `Array.isArray` does not tell that what is left is no list, where lists are read-only. */
const isList = <Item>(given: readonly Item[] | object | string | null): given is readonly Item[] =>
  Array.isArray(given);
