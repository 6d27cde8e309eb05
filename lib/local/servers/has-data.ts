import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROLES } from './roles';
import type { ServerFolder } from './server-folder';

export const hasData = ({ role, data }: Pick<ServerFolder, 'role' | 'data'>): boolean =>
  existsSync(join(data, ROLES[role].trace));
