import { accessSync, constants, createReadStream, statSync } from 'node:fs';
import { UsageError } from '../lib/program';

/** What is produced, before it has a topic. */
export interface Draft {
  readonly key: string | null;
  readonly value: string;
}

/**
 * A message a line, of a file or of stdin (`-`); empty lines are none. With `keyField` the lines must be JSON objects and the
 * key is that field's value. Ends at `signal`, also while no line comes.
 * @throws {UsageError} for a file that cannot be read and for a line that is no such object, with its number
 */
export async function* lines(file: string, keyField: string | undefined, signal: AbortSignal): AsyncIterable<Draft> {
  const { createInterface } = await import('node:readline');
  const input = file === '-' ? process.stdin : createReadStream(file);
  let number = 0;
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity, signal })) {
      number++;
      if (line !== '')
        yield {
          key: keyField === undefined ? null : keyOf(line, keyField, `${placeOf(file)}:${number}`),
          value: line,
        };
    }
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new UsageError([unreadable(error)]);
  }
}

export const placeOf = (file: string): string => (file === '-' ? 'stdin' : file);

/** Why a file cannot be read, or undefined. */
export function unreadableFile(file: string): string | undefined {
  if (file === '-') return undefined;
  try {
    accessSync(file, constants.R_OK);
    return statSync(file).isDirectory() ? unreadable(new Error(`${file} is a directory`)) : undefined;
  } catch (error) {
    return unreadable(error as Error);
  }
}

const unreadable = ({ message }: Error): string => `--file must be a readable file or -, but ${message}`;

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  typeof error === 'object' && error !== null && 'syscall' in error;

function keyOf(line: string, field: string, place: string): string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new UsageError([`${place} must be a JSON object, as --key-field is given, but it is ${excerpt(line)}`]);
  }
  const key = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[field] : undefined;
  if (typeof key === 'string') return key;
  if (typeof key === 'number' || typeof key === 'boolean') return String(key);
  throw new UsageError([`${place} must have a text, number or boolean in "${field}", but it is ${excerpt(line)}`]);
}

const excerpt = (line: string): string => (line.length > 60 ? `${line.slice(0, 60)}…` : line);

export function header(given: string): readonly [name: string, value: string] {
  const at = given.indexOf(':');
  if (at < 1) throw new Error('must be NAME:VALUE');
  return [given.slice(0, at), given.slice(at + 1)];
}
