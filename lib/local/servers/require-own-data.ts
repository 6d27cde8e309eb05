import { command } from '../../package';
import { LocalRunError } from '../local-run-error';
import { requireAll } from '../require-all';
import { metaProperties } from './meta-properties';
import type { ServerFolder } from './server-folder';

/**
 * Kafka says so too, but only once others run, and once the start was noted in the data of another one.
 * @throws {LocalRunError} `OTHER_DATA` where the data in the folder of one of `servers` are those of another one
 */
export const requireOwnData = (servers: readonly ServerFolder[]): void =>
  requireAll(
    servers.map((server) => () => {
      const { id = server.id } = metaProperties(server) ?? {};
      if (id === server.id) return;
      throw new LocalRunError(
        'OTHER_DATA',
        `${server.data} has the data of ${server.role} ${id}, not ${server.id}: put back this one's own, or delete all data of the cluster with ${command('down', '--delete-data')}`,
      );
    }),
  );
