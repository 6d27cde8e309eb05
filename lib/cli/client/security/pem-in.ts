import { readFileSync } from 'node:fs';
import { UsageError } from '../../../cli-kit';

/** @param setting what has named the file. @throws {UsageError} where there is none, or no PEM */
export function pemIn(file: string, setting: string): string {
  try {
    const text = readFileSync(file, 'utf8');
    if (!text.includes('-----BEGIN ')) throw new Error('it has no -----BEGIN');
    return text;
  } catch (error) {
    throw new UsageError([`${setting} must be a file of PEM, but ${file} is not: ${(error as Error).message}`]);
  }
}
