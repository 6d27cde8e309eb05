import { inspect } from 'node:util';
import type { Change } from './changes-between';

/** Why a change is not made and what to do instead; undefined for one that can be made. Look at its condition first. */
export const refusalOf = ({ field, before, after, effect }: Change): string | undefined =>
  effect.does === 'refused'
    ? `${field} is ${shown(after)} in cluster.ts, but ${shown(before)} in the cluster that is there: ${effect.instead}`
    : undefined;

const shown = (value: unknown): string => (value === undefined ? 'not set' : inspect(value, { breakLength: Infinity }));
