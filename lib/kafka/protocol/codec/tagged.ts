import type { Reader } from './reader';
import type { Fields, Optional, Type } from './type';
import type { Writer } from './writer';

/** A field that ends a flexible structure, by its number (KIP-482): a reader skips those that it does not know. */
type Tagged = Optional<readonly unknown[], never> & { readonly tag: number };

/** By name. */
export type TaggedFields = readonly (readonly [name: string, field: Tagged])[];

const isTagged = (field: Type<unknown, never>): field is Tagged => 'tag' in field;

export const taggedOf = (fields: Fields): TaggedFields =>
  Object.entries(fields).flatMap(([name, field]) => (isTagged(field) ? [[name, field] as const] : []));

export function writeTagged(writer: Writer, tagged: TaggedFields, values: Readonly<Record<string, unknown>>): void {
  const given = tagged.filter(([name]) => ((values[name] as readonly unknown[] | undefined) ?? []).length > 0);
  writer.tags(new Map(given.map(([name, { tag, write }]) => [tag, (field) => write(field, values[name] as never)])));
}

/** Into `values`. */
export function readTagged(reader: Reader, tagged: TaggedFields, values: Record<string, unknown>): void {
  for (const [name, { absent }] of tagged) values[name] = absent;
  reader.tags(new Map(tagged.map(([name, { tag, read }]) => [tag, (field) => (values[name] = read(field))])));
}
