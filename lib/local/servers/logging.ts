import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLogLevels, type Cluster, type Role } from '../../cluster';
import { packageRoot } from '../../package';
import { ROLES } from './roles';

const LOG4J = join(packageRoot, 'lib/local/log4j.properties');

/** `log4j.properties` of the servers of a role: as described, but that a server which serves says so, or `status` would not know. */
export const loggingOf = ({ logLevels }: Cluster, role: Role): string => {
  const stock = readFileSync(LOG4J, 'utf8');
  const described = logLevels[role];
  return Object.keys(described).length === 0
    ? stock
    : withLogLevels(stock, { ...described, ...ROLES[role].startedLoggers });
};
