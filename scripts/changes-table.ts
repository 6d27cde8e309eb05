import type { Effect } from '../lib/cluster';
import { effectText } from '../lib/cluster/changes/effect-text';
import { fields } from '../lib/cluster/changes/fields';

const words = (effect: Effect): string => effectText(effect).replace(/^refused/, '**refused**');

const rows = Object.entries(fields).flatMap(([path, { rows }]) =>
  rows.map(({ when, from, kubernetes, local }) => [
    `\`${path}\`${when === undefined ? '' : `, ${when}`}${from === undefined ? '' : ` than ${from}`}`,
    words(kubernetes),
    words(local),
  ]),
);

/** Of docs/changes.md: what a change of each field does. */
export const changesTable: readonly (readonly string[])[] = [['field', 'on Kubernetes', 'on this machine'], ...rows];
