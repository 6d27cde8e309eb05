import path from 'node:path';
import { UsageError } from './usage-error';

const DESCRIPTION = path.join(__dirname, '../../cluster.ts');

/**
 * What is wrong with cluster.ts itself, in one line, where `error` came of loading it: whatever a user's file throws, or cannot be
 * read for. Undefined for what came from elsewhere.
 */
export function descriptionFault(error: unknown): string | undefined {
  if (!(error instanceof Error)) return `cluster.ts cannot be used: it threw ${String(error)}`;
  const [first = ''] = error.message.split('\n');
  if ('code' in error && error.code === 'MODULE_NOT_FOUND' && /'(\.\.?\/)+cluster'/.test(first)) {
    return `there is no ${DESCRIPTION}: put it back, or describe a cluster there`;
  }
  const place = `${first}\n${error.stack ?? ''}`;
  if (!place.includes(DESCRIPTION)) return undefined;
  const reason = first.replace(`Error transforming ${DESCRIPTION}: `, '');
  const line = place.split(`${DESCRIPTION}:`)[1]?.match(/^\d+/)?.[0];
  const at = line === undefined || /\(\d+:\d+\)$/.test(reason) ? '' : ` (line ${line})`;
  return `cluster.ts cannot be used: ${error.name === 'Error' ? '' : `${error.name}: `}${reason}${at}`;
}

/** To be thrown for `error`, which came of loading cluster.ts. */
export function faultOfDescription(error: unknown): unknown {
  const fault = error instanceof Error && 'exitCode' in error ? undefined : descriptionFault(error);
  return fault === undefined ? error : new UsageError([fault]);
}
