import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { command } from '../../package';
import { LocalRunError } from '../local-run-error';
import { requireAll } from '../require-all';
import { META_PROPERTIES, metaProperties, VERSIONS } from './meta-properties';
import { elsewhere, otherOwner } from './owner';
import type { ServerFolder } from './server-folder';

/**
 * Kafka says so too, but only once others run, and once the start was noted in the data of another one.
 * @throws {LocalRunError} `OTHER_DATA` where the data in the folder of one of `servers` are those of another one, or nobody can see whose
 */
export const requireOwnData = (servers: readonly ServerFolder[]): void =>
  requireAll(
    servers.map((server) => () => {
      const owner = otherOwner(server);
      if (owner !== undefined) {
        throw other(
          `${server.data} leads to ${elsewhere(server)!}, which is what the cluster in ${owner} has: put a copy of it in place of the link, or remove that`,
        );
      }
      requireReadable(join(server.data, META_PROPERTIES));
      const { id = server.id, version = VERSIONS.zookeeper } = metaProperties(server) ?? {};
      if (id !== server.id) {
        throw other(
          `${server.data} has the data of ${server.role} ${id}, not ${server.id}: put back this one's own, or ${deleteAll()}`,
        );
      }
      if (!Object.values(VERSIONS).includes(version)) {
        throw other(
          `${server.data} has data of version ${version}, which is of another Kafka: start it with that one, put back older data, or ${deleteAll()}`,
        );
      }
    }),
  );

function requireReadable(path: string): void {
  try {
    readFileSync(path);
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return;
    throw other(`${path} cannot be read (${code}), which says whose data those are: make it readable, or put it back`);
  }
}

const deleteAll = (): string => `delete all data of the cluster with ${command('down', '--delete-data')}`;
const other = (message: string): LocalRunError => new LocalRunError('OTHER_DATA', message);
