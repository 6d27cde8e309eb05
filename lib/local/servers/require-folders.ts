import { accessSync, constants, lstatSync, readlinkSync, statSync } from 'node:fs';
import { notWritable } from '../failures/not-writable';
import { LocalRunError } from '../local-run-error';
import { requireAll } from '../require-all';
import type { ServerFolder } from './server-folder';

/**
 * Where one server cannot write, the others would be started first.
 * @throws {LocalRunError} `FOLDER_NOT_WRITABLE` for what is there in place of the folders of `servers`: a file, a link to a disk that is not mounted
 */
export const requireFolders = (servers: readonly ServerFolder[]): void =>
  requireAll(
    servers.map(
      ({ path, data }) =>
        () =>
          [path, data].forEach(requireFolder),
    ),
  );

function requireFolder(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return;
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined)
    throw invalid(`${path} leads to ${readlinkSync(path)}, which is not there: mount or make that`);
  if (!found.isDirectory()) throw invalid(`${path} is no folder: move it away`);
  try {
    accessSync(path, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw notWritable(path, cause);
  }
}

const invalid = (message: string): LocalRunError => new LocalRunError('FOLDER_NOT_WRITABLE', message);
