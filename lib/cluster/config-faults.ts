import { nearest } from './nearest';
import { shown } from './shown';
import { KAFKA_VERSIONS, type KafkaVersion } from './kafka-version';
import { unsupported, type Mode } from './unsupported-config';

export interface Definition {
  readonly type: 'boolean' | 'int' | 'short' | 'long' | 'double' | 'string' | 'list' | 'class' | 'password';
  readonly min?: number;
  readonly max?: number;
  /** A number apart from the others, such as -1 for "no limit". */
  readonly or?: number;
  readonly oneOf?: readonly string[];
  /** A list, written with commas between. */
  readonly eachOf?: readonly string[];
  readonly pattern?: RegExp;
  /** What `pattern` takes. */
  readonly example?: string;
}

/** What Java's types hold; of `long` as much as a number of JavaScript tells apart. */
const RANGE = {
  short: [-(2 ** 15), 2 ** 15 - 1],
  int: [-(2 ** 31), 2 ** 31 - 1],
  long: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  double: [-Number.MAX_VALUE, Number.MAX_VALUE],
} as const;

type Kind = 'broker' | 'topic';

/** Of whom the properties are. */
export interface Configured {
  readonly kind: Kind;
  /** What each version of Kafka knows. */
  readonly definitions: Readonly<Record<KafkaVersion, Readonly<Record<string, Definition>>>>;
  readonly version: KafkaVersion;
  readonly mode: Mode;
}

const MAX_SUGGESTIONS = 100;

/** Kafka only warns of names that it does not know, so that a typo goes unseen: here it is a fault, as is a value out of bounds. */
export function* configFaults(
  /** Such as ` of topic "orders"`. */
  of: string,
  configured: Configured,
  given: object,
): Iterable<string> {
  const definitions = configured.definitions[configured.version];
  let unknown = 0;
  for (const [name, value] of Object.entries(given) as [string, unknown][]) {
    // An undefined value is a property left out.
    if (value === undefined) continue;
    const what = `config ${shown(name)}${of}`;
    const definition = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
    const reason = unsupported(name, configured.mode);
    if (reason !== undefined) yield `${what} ${reason}`;
    else if (!definition) {
      // Nobody mistypes more, and each search takes a while.
      const meant = ++unknown > MAX_SUGGESTIONS ? undefined : nearest(name, Object.keys(definitions));
      yield unknownFault(what, name, configured, meant);
    } else if (!fits(definition, value)) {
      yield `${what} must be ${allowed(definition)}, but ${shown(value)} was given${forEver(definition, value)}`;
    }
  }
}

/** Names that are none, of properties that get their default again: what Kafka knows and does nothing here may go. */
export const configNameFaults = (of: string, configured: Configured, names: readonly string[]): readonly string[] => {
  const { definitions, version, mode } = configured;
  return names
    .filter((name) => !Object.hasOwn(definitions[version], name) && unsupported(name, mode) === undefined)
    .map((name) =>
      unknownFault(`config ${shown(name)}${of}`, name, configured, nearest(name, Object.keys(definitions[version]))),
    );
};

function unknownFault(
  what: string,
  name: string,
  { kind, definitions, version }: Configured,
  meant: string | undefined,
): string {
  const fault = `${what} is no ${kind} property of Kafka ${lineOf(version)}`;
  const other = KAFKA_VERSIONS.find((each) => Object.hasOwn(definitions[each], name));
  if (other !== undefined) return `${fault}, but of ${lineOf(other)}: remove it`;
  return meant === undefined ? fault : `${fault}: did you mean "${meant}"?`;
}

/** Such as `3.9`. */
const lineOf = (version: KafkaVersion): string => version.split('.').slice(0, 2).join('.');

function fits(definition: Definition, value: unknown): boolean {
  if (isNumeric(definition)) {
    const [min, max] = bounds(definition);
    if (typeof value !== 'number' || !(definition.type === 'double' || Number.isInteger(value))) return false;
    return (value >= min && value <= max) || value === definition.or;
  }
  if (definition.type === 'boolean') return typeof value === 'boolean';
  const { oneOf, eachOf, pattern } = definition;
  if (typeof value !== 'string' || /[\r\n]/.test(value)) return false;
  if (eachOf) return value.split(',').every((entry) => eachOf.includes(entry.trim()));
  return oneOf?.includes(value) ?? pattern?.test(value) ?? true;
}

type Numeric = Definition & { readonly type: keyof typeof RANGE };
const isNumeric = (definition: Definition): definition is Numeric => definition.type in RANGE;
const bounds = ({ type, min, max }: Numeric): readonly [number, number] => [
  min ?? RANGE[type][0],
  max ?? RANGE[type][1],
];

function allowed(definition: Definition): string {
  if (isNumeric(definition)) {
    const noun = definition.type === 'double' ? 'a number' : 'a whole number';
    const [min, max] = bounds(definition);
    const range = max === Number.MAX_VALUE ? `of at least ${min}` : `from ${min} to ${max}`;
    return `${noun} ${range}${definition.or === undefined ? '' : ` or ${definition.or}`}`;
  }
  const { type, oneOf, eachOf, example } = definition;
  if (type === 'boolean') return 'true or false';
  if (eachOf) return `one or several of ${eachOf.join(', ')}`;
  if (oneOf) return `one of ${oneOf.join(', ')}`;
  return example === undefined ? 'one line of text' : `text such as "${example}"`;
}

/** Whoever writes Long.MAX_VALUE wants no limit. */
function forEver(definition: Definition, value: unknown): string {
  if (definition.type !== 'long' || typeof value !== 'number' || value <= Number.MAX_SAFE_INTEGER) return '';
  return definition.or === -1 || definition.min === -1 ? ': -1 is for ever' : ': leave it out for no limit';
}
