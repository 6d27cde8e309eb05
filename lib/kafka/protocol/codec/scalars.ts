import type { Reader } from './reader';
import { present, type Type } from './type';
import type { Writer } from './writer';

const type = <Value>(
  kind: string,
  write: (writer: Writer, value: Value) => void,
  read: (reader: Reader) => Value,
): Type<Value> => ({ kind, write, read });

export const int8 = type<number>(
  'int8',
  (writer, value) => writer.int8(value),
  (reader) => reader.int8(),
);
export const int16 = type<number>(
  'int16',
  (writer, value) => writer.int16(value),
  (reader) => reader.int16(),
);
export const int32 = type<number>(
  'int32',
  (writer, value) => writer.int32(value),
  (reader) => reader.int32(),
);
export const int64 = type<bigint>(
  'int64',
  (writer, value) => writer.int64(value),
  (reader) => reader.int64(),
);

/** Kafka's int64 of an offset or a time: exact up to 2^53. */
export const long = type<number>(
  'long',
  (writer, value) => writer.int64(BigInt(value)),
  (reader) => Number(reader.int64()),
);

export const float64 = type<number>(
  'float64',
  (writer, value) => writer.float64(value),
  (reader) => reader.float64(),
);

export const boolean = type<boolean>(
  'boolean',
  (writer, value) => writer.int8(value ? 1 : 0),
  (reader) => reader.int8() !== 0,
);

/** In the spelling of Kafka's tools: URL-safe base64. */
export const uuid = type<string>(
  'uuid',
  (writer, value) => writer.raw(Buffer.from(value, 'base64url')),
  (reader) => reader.raw(16).toString('base64url'),
);
/** Means none. */
export const ZERO_UUID = 'AAAAAAAAAAAAAAAAAAAAAA';

export const string = type<string>(
  'string',
  (writer, value) => writer.string(value),
  (reader) => present(reader.string()),
);

export const bytes = type<Buffer>('bytes', writeBytes, (reader) => present(readBytes(reader)));

export const nullableString = type<string | null>(
  'string?',
  (writer, value) => writer.string(value),
  (reader) => reader.string(),
);

export const nullableStringSince = (first: number): Type<string | null> => ({
  ...nullableString,
  nullableSince: first,
});

export const nullableBytes = type<Buffer | null>(
  'bytes?',
  (writer, value) => (value === null ? writer.length(-1) : writeBytes(writer, value)),
  readBytes,
);

function writeBytes(writer: Writer, value: Uint8Array): void {
  writer.length(value.length);
  writer.raw(value);
}

function readBytes(reader: Reader): Buffer | null {
  const length = reader.length();
  return length < 0 ? null : reader.raw(length);
}
