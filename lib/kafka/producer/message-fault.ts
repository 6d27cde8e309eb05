import { inspect } from 'node:util';
import { topicNameFault } from '../../cluster/topic-name';
import type { Header, Message } from '../message';
import { KafkaError } from '../protocol/errors';
import { headerList } from '../protocol/records/headers';

const MAX_PARTITION = 2 ** 31 - 1;

export const invalidMessage = (fault: string, cause?: unknown): KafkaError =>
  new KafkaError('INVALID_MESSAGE', `a message cannot be sent: ${fault}`, { cause });

/** Why a message cannot be sent as it is, or undefined. Callers in plain JavaScript have no types to stop them. */
export function messageFault(message: Message): string | undefined {
  if (!isObject(message)) return noMessage(message);
  const { key = null, value, headers, timestamp, partition } = message;
  if (!isText(key)) return textFault('key', key);
  if (!isText(value)) return textFault('value', value);
  // Some clocks count in fractions: performance.timeOrigin + performance.now().
  if (timestamp !== undefined && !Number.isSafeInteger(timestamp)) {
    return `timestamp must be whole milliseconds since 1970, but ${shown(timestamp)} was given`;
  }
  if (partition !== undefined && !(Number.isInteger(partition) && partition >= 0 && partition <= MAX_PARTITION)) {
    return `partition must be a whole number from 0, but ${shown(partition)} was given`;
  }
  return headers === undefined ? undefined : headersFault(headers);
}

export const isObject = (given: unknown): given is object => typeof given === 'object' && given !== null;

export const noMessage = (given: unknown): string => `${shown(given)} is no message`;

/** What need not be looked at of every message: the first of a topic tells how a program makes them. */
export function firstMessageFault(message: Message): string | undefined {
  const topic: unknown = message.topic;
  if (typeof topic !== 'string') return `topic must be a name, but ${shown(topic)} was given`;
  return topicNameFault(topic) ?? misspeltFault(message);
}

const inSingular = (name: string): string => name.toLowerCase().replace(/s$/, '');

const FIELDS = new Map(
  ['topic', 'key', 'value', 'headers', 'timestamp', 'partition'].map((name) => [inSingular(name), name]),
);

/** Whoever sends on what was received gives more than there is to store; of what is misspelt nothing would be stored, either. */
function misspeltFault(message: Message): string | undefined {
  for (const name of Object.keys(message)) {
    const meant = FIELDS.get(inSingular(name));
    if (meant !== undefined && meant !== name) return `it has no ${name}: did you mean ${meant}?`;
  }
  return undefined;
}

const TEXT = 'text, bytes or null';

type Text = string & { readonly isWellFormed: () => boolean };

/** Half of a surrogate pair is no character: UTF-8 has no bytes for it, so other text would be stored. */
const isText = (field: unknown): boolean =>
  field === null || field instanceof Uint8Array || (typeof field === 'string' && (field as Text).isWellFormed());

const textFault = (name: string, given: unknown): string =>
  typeof given === 'string'
    ? `${name} holds half of a surrogate pair, which is no character: ${shown(given)}`
    : `${name} must be ${TEXT}, but ${shown(given)} was given`;

function headersFault(headers: NonNullable<Message['headers']>): string | undefined {
  if (!isObject(headers) || !(Array.isArray(headers) || isRecord(headers))) {
    return `headers must be a list of names and values, or a record, but ${shown(headers)} was given`;
  }
  for (const header of headerList(headers)) {
    const fault = headerFault(header);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Of a Map, a Set or a Date there is nothing to see: all that is in it would be left out in silence. */
function isRecord(given: object): boolean {
  const prototype = Object.getPrototypeOf(given) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function headerFault(header: Header): string | undefined {
  if (!Array.isArray(header)) return `a header must be a name and a value, but ${shown(header)} was given`;
  const [name, value] = header as unknown[];
  if (typeof name !== 'string' || !isText(name))
    return `the name of a header must be text, but ${shown(name)} was given`;
  return isText(value) ? undefined : textFault(`header "${name}"`, value);
}

const MAX_SHOWN = 60;

function shown(given: unknown): string {
  if (given === null) return 'null';
  // What an object says of itself may throw.
  if (typeof given === 'object') return Array.isArray(given) ? 'a list' : 'an object';
  const text = inspect(given);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
