import { readFileSync } from 'node:fs';
import { UsageError } from '../../cli-kit';

/**
 * The password that a file holds, whenever it is asked for: Kubernetes writes a Secret that was changed anew.
 * @param setting what has named the file
 * @throws {UsageError} at once where there is none
 */
export function passwordIn(file: string, setting: string): () => string {
  const read = () => {
    // Editors end a file with a line end.
    const password = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    if (password === '') throw new Error('it is empty');
    return password;
  };
  try {
    read();
  } catch (error) {
    throw new UsageError([`${setting} must hold a password, but ${file} does not: ${(error as Error).message}`]);
  }
  return read;
}
