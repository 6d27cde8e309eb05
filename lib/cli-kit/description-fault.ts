import { basename } from 'node:path';
import { project } from './project';

/**
 * What is wrong with cluster.ts itself, in one line, where `error` came of loading it: whatever a user's file throws, or cannot be
 * read for. Undefined for what came from elsewhere.
 */
export function descriptionFault(error: unknown): string | undefined {
  const { description } = project;
  const cannot = `${basename(description)} cannot be used:`;
  if (!(error instanceof Error)) return `${cannot} it threw ${String(error)}`;
  const [first = ''] = error.message.split('\n');
  if ('code' in error && error.code === 'MODULE_NOT_FOUND' && /'(\.\.?\/)+cluster'/.test(first)) {
    return noDescription(description);
  }
  const place = `${first}\n${error.stack ?? ''}`;
  if (!place.includes(description)) return undefined;
  const reason = first.replace(`Error transforming ${description}: `, '');
  const line = lineIn(place);
  const at = line === undefined || /\(\d+:\d+\)$/.test(reason) ? '' : ` (line ${line})`;
  return `${cannot} ${error.name === 'Error' ? '' : `${error.name}: `}${reason}${at}`;
}

/** Of a text that names it, as a stack does: the first that is named. */
const lineIn = (text: string): string | undefined => text.split(`${project.description}:`)[1]?.match(/^\d+/)?.[0];

/** Such as `cluster.ts:12: `, as compilers say it, before what is wrong with one of several clusters; empty for what came from elsewhere. */
export function placeOf(error: Error): string {
  const line = lineIn(error.stack ?? '');
  return line === undefined ? '' : `${basename(project.description)}:${line}: `;
}

export const noDescription = (description: string): string =>
  `there is no ${description}: put it back, or describe a cluster there`;

/** Of cluster.ts itself, and not of what was typed. */
export class DescriptionError extends Error {
  override readonly name = 'DescriptionError';
  readonly code = 'DESCRIPTION';
  readonly exitCode = 2;
}

/** To be thrown for `error`, which came of loading cluster.ts. */
export function faultOfDescription(error: unknown): unknown {
  if (error instanceof Error && 'exitCode' in error)
    return new DescriptionError(`${placeOf(error)}${error.message}`, { cause: error });
  const fault = descriptionFault(error);
  return fault === undefined ? error : new DescriptionError(fault);
}
