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

/** By name: each means the same wherever it is an option. */
const RULES: Readonly<Record<string, Rule>> = {
  batchBytes: whole(1, MAX_INT),
  before: whole(0),
  bufferBytes: whole(1),
  commit: oneOf('batch', 'manual'),
  compression: {
    what: `${oneOf(...Object.keys(CODEC)).what}, or a function of a topic's name`,
    allows: (value) => typeof value === 'function' || oneOf(...Object.keys(CODEC)).allows(value),
  },
  concurrency: count(1),
  connectTimeoutMs: whole(1, MAX_INT),
  count: count(0),
  deadlineMs: span,
  deliveryTimeoutMs: span,
  fetchMaxBytes: whole(1, MAX_INT),
  fetchMaxWaitMs: whole(0, MAX_INT),
  idleMs: span,
  isolation: oneOf('read_committed', 'read_uncommitted'),
  last: whole(0),
  lingerMs: { what: `milliseconds from 0 to ${MAX_INT}`, allows: (value) => between(value, 0, MAX_INT) },
  maxAnswerBytes: whole(1),
  maxBatchBytes: whole(1),
  maxPartitionFetchBytes: whole(1, MAX_INT),
  maxPollIntervalMs: whole(1, MAX_INT),
  maxRequestBytes: whole(1, MAX_INT),
  offset: whole(0),
  offsetReset: oneOf('earliest', 'latest', 'fail'),
  onUnreadable: {
    what: "'fail', 'skip' or { topic: a name }",
    allows: (value) =>
      ['fail', 'skip'].includes(value as string) ||
      (typeof value === 'object' && value !== null && 'topic' in value && typeof value.topic === 'string'),
  },
  requestTimeoutMs: whole(1, MAX_INT),
  sasl: { what: SASL, allows: isSasl, shown: withoutSecrets },
  sessionTimeoutMs: whole(1, MAX_INT),
  skip: whole(0),
  ssl: { what: SSL, allows: isSsl, shown: withoutSecrets },
  timestamp: whole(0),
  transactionTimeoutMs: whole(1, MAX_INT),
  until: oneOf('caught-up', 'never'),
};

/**
 * Callers in plain JavaScript have no types to stop them, and in TypeScript every number is one.
 * @throws {KafkaError} `INVALID_OPTION`
 */
export function requireOptions(options: object): void {
  if (typeof (options as unknown) !== 'object' || (options as unknown) === null || Array.isArray(options))
    throw invalidOption('options', 'an object', options);
  for (const [name, value] of Object.entries(options) as [string, unknown][]) {
    const rule = Object.hasOwn(RULES, name) ? RULES[name] : undefined;
    if (!rule) requireNotMeant(name);
    else if (value !== undefined && !rule.allows(value)) throw invalidOption(name, rule.what, value, rule.shown);
  }
}

/** A shorter word is near to many. */
const MIN_MISSPELT = 5;

/** Options that have no rule are none of its business, but one that is misspelt would hold its default in silence. */
function requireNotMeant(name: string): void {
  if (name.length < MIN_MISSPELT) return;
  const meant = nearest(name, Object.keys(RULES));
  if (meant !== undefined) throw new KafkaError('INVALID_OPTION', `there is no option ${name}: did you mean ${meant}?`);
}

export const invalidOption = (name: string, what: string, value: unknown, shown = inShort): KafkaError =>
  new KafkaError('INVALID_OPTION', `${name} must be ${what}, but ${shown(value)} was given`);

const inShort = (value: unknown): string => inspect(value, { depth: 0 });
