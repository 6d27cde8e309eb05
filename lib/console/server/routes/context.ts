import type { Client } from '../../../kafka';
import type { Observer } from '../observe/observer';
import type { OnDemandProducer } from '../on-demand-producer';
import { Refusal } from '../refusal';

/** What handlers work with. */
export interface Context {
  readonly client: Client;
  readonly observer: Observer;
  readonly producer: OnDemandProducer;
}

/** A page that waits longer looks broken. */
export const DEADLINE_MS = 10_000;

/** @throws {Refusal} `BAD_REQUEST` */
export function numberOf(name: string, given: string): number {
  const value = /^\d+$/.test(given) ? Number(given) : NaN;
  if (Number.isSafeInteger(value)) return value;
  throw new Refusal(400, 'BAD_REQUEST', `${name} must be a whole number, but "${given}" was given`);
}
