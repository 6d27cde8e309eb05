/** How the values of a topic become bytes, and values again. */
export interface Serde<Value> {
  serialise(value: Value): string | Uint8Array | null;
  /** @throws whatever says best what is wrong with the bytes */
  deserialise(bytes: Buffer | null): Value;
}

const notNull = (bytes: Buffer | null): Buffer => {
  if (bytes === null) throw new Error('it is null');
  return bytes;
};

/** @param check throws for what is no `Value`. @default - what was written is taken for what its type says */
export const json = <Value>(check: (value: unknown) => Value = (value) => value as Value): Serde<Value> => ({
  serialise(value) {
    const written = JSON.stringify(check(value)) as string | undefined;
    // Callers in plain JavaScript have no types to stop them.
    if (written === undefined) throw new Error(`JSON has no ${typeof value}`);
    return written;
  },
  deserialise: (bytes) => check(JSON.parse(notNull(bytes).toString())),
});

/** UTF-8. */
export const text: Serde<string> = {
  serialise(value) {
    if (typeof value === 'string') return value;
    const given =
      (value as unknown) === null ? 'null, which deletable(text) is for' : `a value of type ${typeof value}`;
    throw new Error(`it must be text, but is ${given}`);
  },
  deserialise: (bytes) => notNull(bytes).toString(),
};

/** As they are. What is read are views into the fetched data: copy what you keep for long. */
export const bytes: Serde<Uint8Array | null> = {
  serialise: (value) => value,
  deserialise: (bytes) => bytes,
};

/** For compacted topics, where a message without a value deletes its key. */
export const deletable = <Value>(serde: Serde<Value>): Serde<Value | null> => ({
  serialise: (value) => (value === null ? null : serde.serialise(value)),
  deserialise: (bytes) => (bytes === null ? null : serde.deserialise(bytes)),
});
