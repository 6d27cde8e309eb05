import { inspect } from 'node:util';

const MAX_LENGTH = 100;

/** A value that a user gave, as part of a sentence: never long, and whatever it is. */
export function shown(value: unknown): string {
  if (typeof value === 'string')
    return JSON.stringify(value.length > MAX_LENGTH ? `${value.slice(0, MAX_LENGTH)}…` : value);
  try {
    return inspect(value, {
      depth: 2,
      breakLength: Infinity,
      maxStringLength: MAX_LENGTH,
      maxArrayLength: 10,
      customInspect: false,
    });
  } catch {
    return 'something that cannot be shown';
  }
}
