import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal';

/** A message of the largest size that brokers take by default, as base64, and some more. */
const MAX_BYTES = 2 * 1024 * 1024;

/** @throws {Refusal} `TOO_LARGE`, `NO_JSON` */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  // To its end, or whoever still sends would not hear why it is refused.
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BYTES) chunks.push(chunk);
  }
  if (size > MAX_BYTES) throw new Refusal(413, 'TOO_LARGE', `a request may have at most ${MAX_BYTES} bytes`);
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    throw new Refusal(400, 'NO_JSON', 'the body is not JSON');
  }
}

/** What a field may be, and how that is said. */
interface Kind<Value> {
  readonly is: (value: unknown) => value is Value;
  readonly text: string;
}

export const text: Kind<string> = { is: (value) => typeof value === 'string', text: 'a text' };
export const wholeNumber: Kind<number> = {
  is: (value): value is number => Number.isSafeInteger(value) && (value as number) >= 0,
  text: 'a whole number of at least 0',
};
export const texts: Kind<Readonly<Record<string, string>>> = {
  is: (value): value is Record<string, string> =>
    isObject(value) && Object.values(value).every((each) => typeof each === 'string'),
  text: 'an object of texts',
};

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @throws {Refusal} `BAD_REQUEST`: what is allowed, and what was given */
export function field<Value>(body: unknown, name: string, { is, text }: Kind<Value>): Value {
  const value = isObject(body) && Object.hasOwn(body, name) ? body[name] : undefined;
  if (is(value)) return value;
  const given = value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 100);
  throw new Refusal(400, 'BAD_REQUEST', `${name} must be ${text}, but ${given} was given`);
}

export const optionalField = <Value>(body: unknown, name: string, kind: Kind<Value>): Value | undefined =>
  isObject(body) && body[name] !== undefined ? field(body, name, kind) : undefined;

/**
 * Whoever deletes data says the name of what they delete, so that no slip does it.
 * @throws {Refusal} `NOT_CONFIRMED`
 */
export function requireConfirmed(body: unknown, name: string): void {
  if (isObject(body) && body.confirm === name) return;
  throw new Refusal(400, 'NOT_CONFIRMED', `confirm must be the name "${name}": there is no way back`);
}
