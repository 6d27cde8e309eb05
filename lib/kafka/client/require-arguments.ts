import { isDeepStrictEqual } from 'node:util';
import { invalidOption } from './require-options';

type Rule = readonly [what: string, allows: (value: unknown) => boolean];

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isThere = (value: unknown): boolean => value !== undefined && value !== null;

const isSome = (value: object): boolean => !('then' in value) && !isDeepStrictEqual(value, {});

const isPlace = (value: unknown): boolean =>
  isObject(value) &&
  'topic' in value &&
  typeof value.topic === 'string' &&
  'partition' in value &&
  Number.isSafeInteger(value.partition);

const text: Rule = ['a text', (value) => typeof value === 'string'];
const number: Rule = ['a number', (value) => typeof value === 'number'];
const anObject: Rule = ['an object', (value) => isObject(value) && !Array.isArray(value)];
const list: Rule = ['a list', (value) => Array.isArray(value) && value.every(isThere)];
const orAll = ([what, allows]: Rule): Rule => [`${what}, or 'all'`, (value) => value === 'all' || allows(value)];

/** By name: each means the same wherever it is an argument. */
const RULES = {
  acls: list,
  assignments: list,
  broker: orAll(number),
  brokers: list,
  bytesPerSecond: number,
  change: anObject,
  // One that was not awaited is the likeliest mistake.
  client: ['what connect resolves to', (value) => isObject(value) && !Array.isArray(value) && isSome(value)],
  count: number,
  credentials: list,
  filter: anObject,
  filters: list,
  groupId: text,
  metadata: anObject,
  moves: list,
  name: text,
  newTopic: anObject,
  newTopics: list,
  of: orAll(anObject),
  offsets: list,
  // What is in them is for those who use it: whoever passes on more than that has always been let.
  options: anObject,
  owner: anObject,
  partitions: list,
  places: ['a list of { topic, partition }', (value) => list[1](value) && (value as unknown[]).every(isPlace)],
  plan: anObject,
  position: ["'earliest', 'latest' or an object", (value) => typeof value === 'string' || anObject[1](value)],
  records: list,
  topic: text,
  topics: orAll(list),
  users: list,
} satisfies Record<string, Rule>;

/**
 * Callers in plain JavaScript have no types to stop them.
 * @throws {KafkaError} `INVALID_OPTION`
 */
export function requireArguments(given: { readonly [Name in keyof typeof RULES]?: unknown }): void {
  for (const [name, value] of Object.entries(given)) {
    const [what, allows] = RULES[name as keyof typeof RULES];
    if (!allows(value)) throw invalidOption(name, what, value);
  }
}
