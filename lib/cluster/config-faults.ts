import { nearest } from './nearest';

interface Definition {
  readonly type: 'boolean' | 'integer' | 'number' | 'string';
  readonly min?: number;
  readonly max?: number;
  readonly oneOf?: readonly string[];
  /** A list, written with commas between. */
  readonly eachOf?: readonly string[];
}

/** Kafka only warns of names that it does not know, so that a typo goes unseen: here it is a fault, as is a value out of bounds. */
export function* configFaults(
  /** Such as ` of topic "orders"`. */
  of: string,
  kind: 'broker' | 'topic',
  definitions: Readonly<Record<string, Definition>>,
  given: object,
  withoutEffect: readonly string[],
): Iterable<string> {
  for (const [name, value] of Object.entries(given) as [string, unknown][]) {
    const what = `config "${name}"${of}`;
    const definition = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
    if (withoutEffect.includes(name)) yield `${what} has no effect in Kafka 3.9: remove it`;
    else if (!definition) {
      const meant = nearest(name, Object.keys(definitions));
      yield `${what} is no ${kind} property of Kafka 3.9${meant === undefined ? '' : `: did you mean "${meant}"?`}`;
    } else if (!fits(definition, value)) {
      yield `${what} must be ${allowed(definition)}, but ${JSON.stringify(value)} was given`;
    }
  }
}

function fits({ type, min = -Infinity, max = Infinity, oneOf, eachOf }: Definition, value: unknown): boolean {
  if (type === 'boolean') return typeof value === 'boolean';
  if (type === 'string') {
    if (typeof value !== 'string' || /[\r\n]/.test(value)) return false;
    if (eachOf) return value.split(',').every((entry) => eachOf.includes(entry.trim()));
    return oneOf?.includes(value) ?? true;
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  return (type === 'number' || Number.isInteger(value)) && value >= min && value <= max;
}

const NOUN = {
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  string: 'one line of text',
} as const;

function allowed({ type, min, max, oneOf, eachOf }: Definition): string {
  if (eachOf) return `one or several of ${eachOf.join(', ')}`;
  if (oneOf) return `one of ${oneOf.join(', ')}`;
  if (min === undefined) return NOUN[type];
  return `${NOUN[type]} ${max === undefined ? `of at least ${min}` : `from ${min} to ${max}`}`;
}
