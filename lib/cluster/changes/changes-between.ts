import { isDeepStrictEqual } from 'node:util';
import type { Effect, Target } from './effect';
import type { Facts } from './facts';
import type { FieldPath } from './field-path';
import type { Direction } from './field';
import { fields } from './fields';
import { withPartsOf } from './parts-there';

export interface Change {
  readonly field: FieldPath;
  /** null where nothing was described. */
  readonly before: unknown;
  readonly after: unknown;
  readonly effect: Effect;
}

/**
 * What of a description has changed, and what that does on `target`, in the order of the description. A field that the older
 * facts do not know, since they were written before it existed, has not changed, nor has one that a cluster of this kind has not.
 */
export const changesBetween = (before: Facts, after: Facts, target: Target): readonly Change[] =>
  (Object.keys(fields) as FieldPath[]).flatMap((field) => {
    const [old, now] = [before, after].map((facts) => facts[field] ?? (fields[field].isLeftOut ? null : facts[field]));
    if (old === undefined || now === undefined || isDeepStrictEqual(old, now)) return [];
    const { rows, direction = moreOrFewer } = fields[field];
    const leads = direction(old, now);
    const row = rows.find(({ when = leads, from = old }) => when === leads && from === old);
    return row ? [{ field, before: old, after: now, effect: withPartsOf(after, row[target]) }] : [];
  });

const moreOrFewer = (before: unknown, after: unknown): Direction => (Number(after) > Number(before) ? 'more' : 'fewer');

/** Of changes those that take away safety, as a sentence each. */
export const warningsOf = (changes: readonly Change[]): readonly string[] =>
  changes.flatMap(({ field, effect }) => ('warns' in effect ? [`${field} was changed: ${effect.warns}`] : []));
