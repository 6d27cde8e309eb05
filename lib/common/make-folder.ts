import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it that are missing. Node's own `recursive` never ends where making one fails although the folder
 * above is there, as below `/proc`.
 * @returns those that were made, the outermost first
 */
export function makeFolder(path: string): readonly string[] {
  if (existsSync(path)) return [];
  const above = path === dirname(path) ? [] : makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have made it meanwhile.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return above;
    throw error;
  }
  return [...above, path];
}
