import { inspect } from 'node:util';
import { nearest } from '../../cluster/nearest';
import { KafkaError } from '../protocol/errors';
import { CODEC } from '../protocol/records/compression';
import { isSasl, isSsl, SASL, SSL, withoutSecrets } from './security-options';

/** What an option may be, in words too. */
interface Rule {
  readonly what: string;
  readonly allows: (value: unknown) => boolean;
  /** What is told of a value that it may not be. @default - all of it, but for what is in what is in it */
  readonly shown?: (value: unknown) => string;
}

const MAX_INT = 2 ** 31 - 1;

const between = (value: unknown, from: number, upTo: number): boolean =>
  typeof value === 'number' && value >= from && value <= upTo;

const whole = (from: number, upTo = Number.MAX_SAFE_INTEGER): Rule => ({
  what: upTo === MAX_INT ? `a whole number from ${from} to ${MAX_INT}` : `a whole number from ${from}`,
  allows: (value) => Number.isSafeInteger(value) && between(value, from, upTo),
});

const count = (from: number): Rule => ({
  what: `a whole number from ${from}, or Infinity`,
  allows: (value) => value === Infinity || whole(from).allows(value),
});

const span: Rule = { what: 'milliseconds from 0, or Infinity', allows: (value) => between(value, 0, Infinity) };

const oneOf = (...values: readonly string[]): Rule => ({
  what: values.map((value) => inspect(value)).join(' or '),
  allows: (value) => values.includes(value as string),
});

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isBoolean = (value: unknown): boolean => typeof value === 'boolean';
// Some are of libraries, as old as they are.
const isSignal = (value: unknown): boolean =>
  isObject(value) && 'aborted' in value && 'addEventListener' in value && typeof value.addEventListener === 'function';
const isName = (value: unknown): boolean => typeof value === 'string' && value !== '';

const name: Rule = { what: 'a name', allows: isName };
const fun: Rule = { what: 'a function', allows: (value) => typeof value === 'function' };

/** Whoever uses it says what it may be. */
const any: Rule = { what: '', allows: () => true };

/** By name: each means the same wherever it is an option. */
const RULES: Readonly<Record<string, Rule>> = {
  assignors: any,
  batchBytes: whole(1, MAX_INT),
  before: whole(0),
  brokers: any,
  bufferBytes: whole(1),
  checkCrcs: { what: 'true or false', allows: isBoolean },
  clientId: { what: 'a text', allows: (value) => typeof value === 'string' },
  commit: oneOf('batch', 'manual'),
  compression: {
    what: `${oneOf(...Object.keys(CODEC)).what}, or a function of a topic's name`,
    allows: (value) => typeof value === 'function' || oneOf(...Object.keys(CODEC)).allows(value),
  },
  concurrency: count(1),
  connectTimeoutMs: whole(1, MAX_INT),
  count: count(0),
  deadlineMs: span,
  deliveryTimeoutMs: { what: 'milliseconds from 1, or Infinity', allows: (value) => between(value, 1, Infinity) },
  fetchMaxBytes: whole(1, MAX_INT),
  fetchMaxWaitMs: whole(0, MAX_INT),
  from: any,
  fromBeginning: {
    what: 'true, false, or one of these for each topic by name',
    allows: (value) => isBoolean(value) || (isObject(value) && Object.values(value).every(isBoolean)),
  },
  groupId: { ...name, what: 'the name of a group' },
  groupInstanceId: name,
  idleMs: span,
  isolation: oneOf('read_committed', 'read_uncommitted'),
  last: whole(0),
  log: fun,
  lingerMs: { what: `milliseconds from 0 to ${MAX_INT}`, allows: (value) => between(value, 0, MAX_INT) },
  maxAnswerBytes: whole(1),
  maxBatchBytes: whole(1),
  maxPartitionFetchBytes: whole(1, MAX_INT),
  maxPollIntervalMs: whole(1, MAX_INT),
  maxRequestBytes: whole(1, MAX_INT),
  offset: whole(0),
  offsetReset: oneOf('earliest', 'latest', 'fail'),
  on: { what: 'an object of functions', allows: isObject },
  onStart: fun,
  onUnreadable: {
    what: "'fail', 'skip' or { topic: a name }",
    allows: (value) =>
      ['fail', 'skip'].includes(value as string) ||
      (isObject(value) && 'topic' in value && typeof value.topic === 'string'),
  },
  onWait: fun,
  partitioner: fun,
  partitions: {
    what: 'a list of whole numbers from 0, of one at least',
    allows: (value) => Array.isArray(value) && value.length > 0 && value.every(whole(0).allows),
    shown: inspect,
  },
  requestTimeoutMs: whole(1, MAX_INT),
  sasl: { what: SASL, allows: isSasl, shown: withoutSecrets },
  sessionTimeoutMs: whole(1, MAX_INT),
  signal: { what: 'an AbortSignal', allows: isSignal },
  skip: whole(0),
  ssl: { what: SSL, allows: isSsl, shown: withoutSecrets },
  timestamp: whole(0),
  topic: name,
  topics: {
    what: 'the names of topics, of one at least, or a regular expression',
    allows: (value) => value instanceof RegExp || (Array.isArray(value) && value.length > 0 && value.every(isName)),
    shown: inspect,
  },
  transactionalId: name,
  transactionTimeoutMs: whole(1, MAX_INT),
  until: oneOf('caught-up', 'never'),
};

/**
 * Callers in plain JavaScript have no types to stop them, and in TypeScript every number is one. A name that is none would hold the
 * default of what was meant in silence.
 * @throws {KafkaError} `INVALID_OPTION`
 */
export function requireOptions(options: object): void {
  if (!isObject(options) || Array.isArray(options)) throw invalidOption('options', 'an object', options);
  for (const [name, value] of Object.entries(options) as [string, unknown][]) {
    const rule = Object.hasOwn(RULES, name) ? RULES[name] : undefined;
    if (!rule) throw noOption(name);
    if (value !== undefined && !rule.allows(value)) throw invalidOption(name, rule.what, value, rule.shown);
  }
}

/**
 * Those of which nobody else can know what is meant.
 * @throws {KafkaError} `INVALID_OPTION`
 */
export function requireGiven(options: object, ...names: readonly string[]): void {
  for (const name of names)
    if ((options as Record<string, unknown>)[name] === undefined)
      throw invalidOption(name, RULES[name]!.what, undefined);
}

function noOption(name: string): KafkaError {
  const meant = nearest(name, Object.keys(RULES));
  const hint = meant === undefined ? '' : `: did you mean ${meant}?`;
  return new KafkaError('INVALID_OPTION', `there is no option ${name}${hint}`);
}

export const invalidOption = (name: string, what: string, value: unknown, shown = inShort): KafkaError =>
  new KafkaError('INVALID_OPTION', `${name} must be ${what}, but ${shown(value)} was given`);

const inShort = (value: unknown): string => inspect(value, { depth: 0 });
