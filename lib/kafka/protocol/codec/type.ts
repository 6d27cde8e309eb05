import type { Reader } from './reader';
import type { Writer } from './writer';

/** How a field of a request or an answer is written and read. `Given` may leave out what `Value` always has. */
export interface Type<out Value, in Given = Value> {
  readonly kind: string;
  /** Before this version something nullable is never null. */
  readonly nullableSince?: number;
  /** Of what an array or something nullable consists. */
  readonly of?: Type<unknown, never>;
  /** What a structure consists of. */
  readonly fields?: Fields;
  readonly write: (writer: Writer, value: Given) => void;
  readonly read: (reader: Reader) => Value;
}

/** A field with a default, or one that not all versions have. */
export interface Optional<out Value, in Given = Value> extends Type<Value, Given> {
  readonly versions: readonly [first: number, last: number];
  /** What is read where the version has no such field, and what is written where none is given. */
  readonly absent: Value;
  /** Whether a version without the field may be sent, whatever was given for it. */
  readonly isIgnorable?: boolean;
  /** The number by which it goes among the tagged fields (KIP-482). @default - it is not one of them */
  readonly tag?: number;
}

export type Fields = Readonly<Record<string, Type<unknown, never>>>;

export type ValueOf<T> = T extends Type<infer Value, never> ? Value : never;
export type GivenOf<T> = T extends Type<unknown, infer Given> ? Given : never;
type OptionalName<F extends Fields> = {
  [Name in keyof F]: F[Name] extends Optional<unknown, never> ? Name : never;
}[keyof F];

export type Values<F extends Fields> = { readonly [Name in keyof F]: ValueOf<F[Name]> };
export type Givens<F extends Fields> = {
  readonly [Name in Exclude<keyof F, OptionalName<F>>]: GivenOf<F[Name]>;
} & { readonly [Name in OptionalName<F>]?: GivenOf<F[Name]> | undefined };

/** What may not be null. @throws {RangeError} */
export function present<Value>(value: Value | null): Value {
  if (value === null) throw new RangeError('nothing where there must be something');
  return value;
}
