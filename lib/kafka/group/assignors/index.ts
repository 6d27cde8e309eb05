import type { Assignor } from './assignor';
import { cooperativeSticky } from './cooperative-sticky';
import { range } from './range';
import { roundRobin } from './round-robin';

/** By Kafka's names. */
export const assignors = { range, roundrobin: roundRobin, 'cooperative-sticky': cooperativeSticky } as const;

export type AssignorName = keyof typeof assignors;
export type { Assignment, Assignor, Subscriber } from './assignor';

export const assignorOf = (given: AssignorName | Assignor): Assignor =>
  typeof given === 'string' ? assignors[given] : given;

/** As Java's, in that order: who wants to keep partitions while the group is divided anew offers cooperative-sticky alone. */
export const DEFAULT_ASSIGNORS: readonly AssignorName[] = ['range', 'cooperative-sticky'];
