import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerFolder } from './server-folder';

/** What a server leaves that was started once. */
const TRACE = { broker: 'meta.properties', zookeeper: 'version-2' } as const;

export const hasData = ({ role, data }: Pick<ServerFolder, 'role' | 'data'>): boolean =>
  existsSync(join(data, TRACE[role]));
