import { hasField } from '../../lib/kafka/protocol/codec/composites';
import type { Optional, Type } from '../../lib/kafka/protocol/codec/type';

/** From 0 to below 1. */
export type Random = () => number;
type AnyType = Type<unknown, never>;

const below = (random: Random, bound: number) => Math.floor(random() * bound);
const integer = (random: Random, bits: number) => below(random, 2 ** bits) - 2 ** (bits - 1);
/** Some longer than what one byte of a varint counts. */
const length = (random: Random) => below(random, random() < 0.1 ? 300 : 20);
const text = (random: Random) =>
  Array.from({ length: length(random) }, () => 'aZ09.-é値😀'.at(below(random, 8))).join('');
const bytes = (random: Random, size = length(random)) =>
  Buffer.from(Array.from({ length: size }, () => below(random, 256)));

const scalars: Readonly<Record<string, (random: Random) => unknown>> = {
  int8: (random) => integer(random, 8),
  int16: (random) => integer(random, 16),
  int32: (random) => integer(random, 32),
  int64: (random) => BigInt(integer(random, 53)),
  long: (random) => integer(random, 53),
  // JSON has no other mark of a fraction.
  float64: (random) => random() - 0.5,
  boolean: (random) => random() < 0.5,
  string: text,
  bytes: (random) => bytes(random),
  uuid: (random) => bytes(random, 16).toString('base64url'),
};

const isAbsent = (type: AnyType, version: number): type is Optional<unknown, never> =>
  'versions' in type && !hasField(version, type as Optional<unknown, never>);

/** What a version has no field for is absent. */
export function randomValue(type: AnyType, version: number, random: Random): unknown {
  if (isAbsent(type, version)) return type.absent;
  if (type.kind.endsWith('?') && version >= (type.nullableSince ?? 0) && random() < 0.25) return null;
  const kind = type.kind.replace('?', '');
  if (kind === 'struct') return mapFields(type, (field) => randomValue(field, version, random));
  if (kind === 'array') return Array.from({ length: below(random, 4) }, () => randomValue(type.of!, version, random));
  return scalars[kind]!(random);
}

/** As Kafka's own converters have it: without the fields that the version has not, and bytes in base64. */
export function toJson(type: AnyType, value: unknown, version: number): unknown {
  if (Buffer.isBuffer(value)) return value.toString('base64');
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map((item) => toJson(type.of!, item, version));
  if (value === null || !type.fields) return value;
  return mapFields(type, (field, name) => {
    const of = (value as Record<string, unknown>)[name];
    return isAbsent(field, version) || isLeftOut(field, of) ? undefined : toJson(field, of, version);
  });
}

const isLeftOut = (field: AnyType, value: unknown) => 'tag' in field && (value as readonly unknown[]).length === 0;

const mapFields = (type: AnyType, of: (field: AnyType, name: string) => unknown) =>
  Object.fromEntries(Object.entries(type.fields!).map(([name, field]) => [name, of(field, name)]));
