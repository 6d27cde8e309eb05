import type { ConnectOptions } from '../../../kafka/client/connect';
import type { Sources } from '../../../cli-kit';
import { SINGLE, type security, type SecurityValues } from './settings';

/** What clients take of how to get in. */
export type Security = Pick<ConnectOptions, 'ssl' | 'sasl'>;

export interface Given {
  readonly values: SecurityValues;
  readonly sources: Sources<typeof security>;
}

/** Whether a file of properties says it, and not each setting by itself: what is typed goes over variables. */
export function isByFile({ sources }: Pick<Given, 'sources'>): boolean {
  const file = sources.commandConfig;
  return file !== undefined && (file.origin === 'flag' || !SINGLE.some((name) => sources[name]?.origin === 'flag'));
}
