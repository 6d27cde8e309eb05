import { invalidOption } from '../../client/require-options';
import type { Assignor } from './assignor';
import { cooperativeSticky } from './cooperative-sticky';
import { range } from './range';
import { roundRobin } from './round-robin';

/** By Kafka's names. */
export const assignors = { range, roundrobin: roundRobin, 'cooperative-sticky': cooperativeSticky } as const;

export type AssignorName = keyof typeof assignors;
export type { Assignment, Assignor, Subscriber } from './assignor';

/** @throws {KafkaError} `INVALID_OPTION` */
export function assignorsOf(given: readonly (AssignorName | Assignor)[]): Assignor[] {
  const all = given.map((one) => (typeof one === 'string' ? (assignors as Record<string, Assignor>)[one] : one));
  const isEachOne = all.length > 0 && all.every((one) => one !== undefined);
  if (isEachOne && new Set(all.map(({ name }) => name)).size === all.length) return all;
  throw invalidOption('assignors', `some of ${Object.keys(assignors).join(', ')} or one's own, each once`, given);
}

/** As Java's, in that order: who wants to keep partitions while the group is divided anew offers cooperative-sticky alone. */
export const DEFAULT_ASSIGNORS: readonly AssignorName[] = ['range', 'cooperative-sticky'];
