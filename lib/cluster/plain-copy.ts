/** Deeper than any description. */
const MAX_DEPTH = 16;
/** More than any list of a description holds. */
const MAX_LENGTH = 1000;

/** Stands where a value was that cannot be read: no field allows a symbol, and any fault can show it. */
function unreadable(reason: unknown): symbol {
  try {
    return Symbol(`cannot be read: ${reason instanceof Error ? reason.message : String(reason)}`);
  } catch {
    return Symbol('cannot be read');
  }
}

/**
 * What `value` holds at this moment: objects and lists anew, holes as undefined, anything else as it is. Whoever reads the copy
 * meets no getter, no proxy and no circle that breaks off the reading half-way.
 */
export const plainCopy = (value: unknown): unknown => copyOf(value, new Map(), 0);

function copyOf(value: unknown, known: Map<unknown, unknown>, depth: number): unknown {
  try {
    if (known.has(value)) return known.get(value);
    if (depth > MAX_DEPTH) return value;
    if (Array.isArray(value)) return copyList(value, known, depth);
    return isPlainObject(value) ? copyObject(value, known, depth) : value;
  } catch (reason) {
    return unreadable(reason);
  }
}

function copyList(value: readonly unknown[], known: Map<unknown, unknown>, depth: number): unknown {
  if (value.length > MAX_LENGTH) return unreadable(`${value.length} entries`);
  const copy: unknown[] = [];
  known.set(value, copy);
  for (let index = 0; index < value.length; index++) copy.push(read(value, index, known, depth));
  return copy;
}

function copyObject(value: Readonly<Record<string, unknown>>, known: Map<unknown, unknown>, depth: number): unknown {
  const copy: Record<string, unknown> = {};
  known.set(value, copy);
  for (const key of Object.keys(value)) {
    // Not by assignment, which `__proto__` takes for something else.
    const copied = read(value, key, known, depth);
    Object.defineProperty(copy, key, { value: copied, enumerable: true, writable: true, configurable: true });
  }
  return copy;
}

function read(from: object, key: string | number, known: Map<unknown, unknown>, depth: number): unknown {
  try {
    const value = (from as Record<string | number, unknown>)[key];
    // A serde may be an object of any kind with state of its own.
    return key === 'serde' ? value : copyOf(value, known, depth + 1);
  } catch (reason) {
    return unreadable(reason);
  }
}

/** Written with braces, or made by a class without a name of its own: not a Map, a Date or a Buffer. */
export const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.prototype.toString.call(value) === '[object Object]';
