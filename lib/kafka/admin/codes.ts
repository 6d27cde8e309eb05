import { invalidOption } from '../client/require-options';

/** Kafka's numbers, by name. */
type Codes = Readonly<Record<string, number>>;

/** A name; a number is what a newer broker knows and these clients do not. */
export type Named<C extends Codes> = (keyof C & string) | number;

/** @throws {KafkaError} `INVALID_OPTION` */
export function codeOf<C extends Codes>(codes: C, what: string, given: Named<C>): number {
  if (typeof given === 'number') return given;
  const known = Object.entries(codes).find(([name]) => name === given);
  if (known) return known[1];
  throw invalidOption(what, `one of ${Object.keys(codes).join(', ')}`, given);
}

export const nameOf = <C extends Codes>(codes: C, code: number): Named<C> =>
  Object.keys(codes).find((name) => codes[name] === code) ?? code;
