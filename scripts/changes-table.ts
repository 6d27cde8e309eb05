import type { Effect } from '../lib/cluster';
import { fields } from '../lib/cluster/changes/fields';

const list = (parts: readonly string[]): string => parts.join(' and ').replace(/ and (?=.* and )/g, ', ');
const also = (text: string | undefined): string => (text === undefined ? '' : `; ${text}`);

function words(effect: Effect): string {
  switch (effect.does) {
    case 'nothing':
      return 'no effect';
    case 'applied':
      return `at once, ${effect.how}`;
    case 'rolled':
      return `replaces the pods of ${list(effect.parts)}, one at a time${also(effect.also)}`;
    case 'restarted':
      return `from the next start of ${list(effect.parts)} on (\`npm run down && npm run up\`)${also(effect.also)}`;
    case 'elsewhere':
      return `another cluster: ${effect.where}; the first one stays`;
    case 'refused':
      return `**refused**${effect.unless === undefined ? '' : ` unless ${effect.unless}`}: ${effect.instead}`;
  }
}

const rows = Object.entries(fields).flatMap(([path, { rows }]) =>
  rows.map(({ when, from, kubernetes, local }) => [
    `\`${path}\`${when === undefined ? '' : `, ${when}`}${from === undefined ? '' : ` than ${from}`}`,
    words(kubernetes),
    words(local),
  ]),
);

/** Of docs/changes.md: what a change of each field does. */
export const changesTable: readonly (readonly string[])[] = [['field', 'on Kubernetes', 'on this machine'], ...rows];
