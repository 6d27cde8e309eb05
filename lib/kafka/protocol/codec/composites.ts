import { KafkaError } from '../errors';
import type { Reader } from './reader';
import { readTagged, taggedOf, writeTagged } from './tagged';
import { present, type Fields, type Givens, type Optional, type Type, type Values } from './type';
import type { Writer } from './writer';

export const array = <Value, Given>(of: Type<Value, Given>): Type<readonly Value[], readonly Given[]> => ({
  kind: 'array',
  of,
  write: (writer, items) => writeItems(writer, items, of),
  read: (reader) => present(readItems(reader, of)),
});

export const nullableArray = <Value, Given>(
  of: Type<Value, Given>,
): Type<readonly Value[] | null, readonly Given[] | null> => ({
  kind: 'array?',
  of,
  write: (writer, items) => (items === null ? writer.length(-1) : writeItems(writer, items, of)),
  read: (reader) => readItems(reader, of),
});

/** A field of versions `first` to `last`. */
export const between = <Value, Given>(
  first: number,
  last: number,
  of: Type<Value, Given>,
  absent: Value & Given,
): Optional<Value, Given> => ({ ...of, versions: [first, last], absent });

/** A field that came with a version; from 0 on, one with a default. */
export const since = <Value, Given>(
  first: number,
  of: Type<Value, Given>,
  absent: Value & Given,
): Optional<Value, Given> => between(first, Infinity, of, absent);

/** A list that is left out while it is empty. */
export const taggedArray = <Value, Given>(
  tag: number,
  of: Type<Value, Given>,
): Optional<readonly Value[], readonly Given[]> => ({ ...since(0, array(of), []), tag });

/** A field that an older broker can do without. */
export const ignorable = <Value, Given>(field: Optional<Value, Given>): Optional<Value, Given> => ({
  ...field,
  isIgnorable: true,
});

export const hasField = (version: number, { versions: [first, last] }: Optional<unknown, never>): boolean =>
  version >= first && version <= last;

const isOptional = (field: Type<unknown, never>): field is Optional<unknown, never> => 'versions' in field;

export const struct = <F extends Fields>(fields: F): Type<Values<F>, Givens<F>> => {
  const entries = Object.entries(fields).filter(([, field]) => !('tag' in field));
  const tagged = taggedOf(fields);
  return {
    kind: 'struct',
    fields,
    write: (writer, values) => {
      for (const [name, field] of entries) {
        const given = (values as Record<string, unknown>)[name];
        const value = given === undefined && isOptional(field) ? field.absent : given;
        if (!isOptional(field) || hasField(writer.version, field)) field.write(writer, value as never);
        else if (value !== field.absent && !field.isIgnorable) throw missing(name, writer.version);
      }
      if (tagged.length > 0) writeTagged(writer, tagged, values);
      else writer.noTags();
    },
    read: (reader) => {
      const values: Record<string, unknown> = {};
      for (const [name, field] of entries) {
        const isThere = !isOptional(field) || hasField(reader.version, field);
        values[name] = isThere ? field.read(reader) : field.absent;
      }
      if (tagged.length > 0) readTagged(reader, tagged, values);
      else reader.skipTags();
      return values as Values<F>;
    },
  };
};

const missing = (name: string, version: number) =>
  new KafkaError('UNSUPPORTED_VERSION', `version ${version}, the newest that the broker speaks, has no ${name}`);

function writeItems<Given>(writer: Writer, items: readonly Given[], of: Type<unknown, Given>): void {
  writer.length(items.length);
  for (const item of items) of.write(writer, item);
}

function readItems<Value>(reader: Reader, of: Type<Value, never>): Value[] | null {
  const length = reader.length();
  return length < 0 ? null : Array.from({ length }, () => of.read(reader));
}
