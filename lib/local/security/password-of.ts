import { readFileSync } from 'node:fs';
import type { Cluster } from '../../cluster';
import { securityFolder } from './security-folder';

/** Editors end a file with a line end, who writes another password into it. */
export const passwordOf = (cluster: Pick<Cluster, 'name'>, folder: string, user: string): string =>
  readFileSync(securityFolder(cluster, folder).user(user).password, 'utf8').replace(/\r?\n$/, '');
