import { inspect, isDeepStrictEqual } from 'node:util';
import { isPlainObject } from '../plain-copy';
import type { Change } from './changes-between';

/** Why a change is not made and what to do instead; undefined for one that can be made. Look at its condition first. */
export const refusalOf = ({ field, before, after, effect }: Change): string | undefined =>
  effect.does === 'refused'
    ? `${field} is ${shown(without(after, before))} in cluster.ts, but ${shown(without(before, after))} in the cluster that is there: ${effect.instead(after)}`
    : undefined;

/** Of many properties those that differ. */
const without = (value: unknown, other: unknown): unknown =>
  isPlainObject(value) && isPlainObject(other)
    ? Object.fromEntries(Object.entries(value).filter(([name, each]) => !isDeepStrictEqual(each, other[name])))
    : value;

const shown = (value: unknown): string => (value === null ? 'not set' : inspect(value, { breakLength: Infinity }));
