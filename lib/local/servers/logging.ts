import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLog4j2Levels, withLogLevels, type Cluster, type KafkaVersion, type Role } from '../../cluster';
import { packageRoot } from '../../package';
import { ROLES } from './roles';

/** By the version of Kafka: the fourth has the second log4j. */
const STOCK: Readonly<Record<KafkaVersion, readonly [file: string, withLevels: typeof withLogLevels]>> = {
  '3.9.2': ['log4j.properties', withLogLevels],
  '4.3.1': ['log4j2.properties', withLog4j2Levels],
};

/** `log4j.properties` of the servers of a role: as described, but that a server which serves says so, or `status` would not know. */
export const loggingOf = ({ kafkaVersion, logLevels }: Cluster, role: Role): string => {
  const [file, withLevels] = STOCK[kafkaVersion];
  const stock = readFileSync(join(packageRoot, 'lib/local', file), 'utf8');
  const described = logLevels[role];
  return Object.keys(described).length === 0
    ? stock
    : withLevels(stock, { ...described, ...ROLES[role].startedLoggers });
};
