import { readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ServerFolder } from './server-folder';
import { DATA } from './server-role';

type Place = Pick<ServerFolder, 'path' | 'data'>;

/** Beside data that lie elsewhere than in the folder of their cluster: which that is. */
const FILE = 'owner';

/** Where a link has the data of a server; undefined where they lie in the folder of its cluster, or nowhere. */
export function elsewhere({ path, data }: Place): string | undefined {
  const real = realPath(data);
  return real === join(realPath(dirname(path)) ?? '', basename(path), DATA) ? undefined : real;
}

/** Notes whose data they are that lie elsewhere: a copy of the folder has the links to them, too. */
export function noteOwner(server: Place): void {
  const place = elsewhere(server);
  if (place !== undefined) writeFileSync(join(place, FILE), realpathSync(dirname(server.path)));
}

/** The folder of another cluster, whose data those of this server are by links of both. */
export function otherOwner(server: Place): string | undefined {
  const place = elsewhere(server);
  const own = realPath(dirname(server.path));
  if (place === undefined || own === undefined) return undefined;
  const has = (folder: string): boolean => realPath(join(folder, basename(server.path), DATA)) === place;
  return (notedIn(place) ?? beside(own)).find((folder) => folder !== own && has(folder));
}

/** undefined where nobody noted anything, as those before did not. */
function notedIn(place: string): readonly string[] | undefined {
  try {
    return [readFileSync(join(place, FILE), 'utf8')];
  } catch {
    return undefined;
  }
}

const beside = (folder: string): readonly string[] =>
  readdirSync(dirname(folder)).map((name) => join(dirname(folder), name));

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
