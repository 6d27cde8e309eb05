import { accessSync, constants, createReadStream, statSync } from 'node:fs';
import { addAbortSignal } from 'node:stream';
import { messageOf } from '../../kafka/protocol/errors';
import { grouped, UsageError } from '../../cli-kit';
import { keyIn } from './key-field';
import { splitLines } from './split-lines';

/** What is produced, before it has a topic. */
export interface ProducerRecord {
  readonly key: string | null;
  readonly value: string | Buffer;
}

/** The most that a message may have: brokers take a megabyte by default. */
export const MAX_MESSAGE_BYTES = 32 * 1024 * 1024;
const TOO_LONG = `is longer than ${grouped(MAX_MESSAGE_BYTES)} bytes, the most that a message may have`;

/**
 * A message a line, of a file or of stdin (`-`), byte by byte as it is there; empty lines are none. With `keyField` the lines must be
 * JSON objects and the key is that field's value. Ends at `signal`, also while no line comes.
 * @throws {UsageError} for a file that cannot be read, for a line that is no such object or too long, with its number
 */
export async function* lines(
  file: string,
  keyField: string | undefined,
  signal: AbortSignal,
): AsyncIterable<ProducerRecord> {
  const input = addAbortSignal(signal, file === '-' ? process.stdin : createReadStream(file));
  let number = 1;
  const fault = (text: string) => new UsageError([`${placeOf(file)}:${number} ${text}`]);
  try {
    for await (const line of splitLines(input as AsyncIterable<Buffer>, MAX_MESSAGE_BYTES, () => fault(TOO_LONG))) {
      if (line.length > 0) yield { key: keyField === undefined ? null : keyOf(line, keyField, fault), value: line };
      number++;
    }
  } catch (error) {
    if (signal.aborted) return;
    throw isSystemError(error) ? new UsageError([unreadable(error)]) : error;
  }
}

function keyOf(line: Buffer, field: string, fault: (text: string) => UsageError): string {
  try {
    return keyIn(line, field);
  } catch (error) {
    throw fault(`${messageOf(error)}, but it is ${excerpt(line)}`);
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

const MAX_SHOWN = 60;

function excerpt(line: Buffer): string {
  const text = line.subarray(0, 4 * MAX_SHOWN).toString();
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

export function header(given: string): readonly [name: string, value: string] {
  const at = given.indexOf(':');
  if (at < 1) throw new Error('must be NAME:VALUE');
  return [given.slice(0, at), given.slice(at + 1)];
}
