import { TOPIC_KEEPING_PROPERTIES } from '../../cluster';
import type { Values } from './settings';
import type { Loss } from './verb';

const DELETING: ReadonlySet<string> = new Set(TOPIC_KEEPING_PROPERTIES);

/** No limit, of time as of size. */
const FOR_EVER = '-1';

/** The messages that other properties may not keep: the cluster knows whether they do. */
export function configLoss(topics: readonly string[], { config, reset }: Values): Loss | undefined {
  const settings = [
    ...config.filter(([name, value]) => DELETING.has(name) && value !== FOR_EVER).map((entry) => entry.join('=')),
    ...reset.filter((name) => DELETING.has(name)).map((name) => `the default of ${name}`),
  ];
  if (settings.length === 0) return undefined;
  const what = `the messages of ${topics.join(', ')} that ${settings.join(' and ')} ${settings.length === 1 ? 'does' : 'do'} not keep`;
  return { deed: `delete ${what}`, what, undone: 'nothing altered' };
}
