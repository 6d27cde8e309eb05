import { isUtf8 } from 'node:buffer';
import type { ReceivedHeader } from './message';

/** Bytes of a message in JSON, which has no place for those that are no text. kcat prints them all the same, which is no JSON any more. */
export type FieldJson = string | null | { readonly base64: string };

export const fieldJson = (bytes: Buffer | null): FieldJson =>
  bytes === null || isUtf8(bytes) ? (bytes?.toString() ?? null) : { base64: bytes.toString('base64') };

/** What {@link fieldJson} was made of: text stands for its UTF-8. */
export const fieldOf = (json: FieldJson): string | Buffer | null =>
  json === null || typeof json === 'string' ? json : Buffer.from(json.base64, 'base64');

/** As kcat's `-J` has them: name, value, name, value … */
export const headersJson = (headers: readonly ReceivedHeader[]): FieldJson[] =>
  headers.flatMap(([name, value]) => [name, fieldJson(value)]);
