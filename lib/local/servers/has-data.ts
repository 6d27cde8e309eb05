import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { replicasOf } from './held-replicas';
import { ROLES } from './roles';
import type { ServerFolder } from './server-folder';

/** A broker that has replicas has data, though the file is gone that says whose they are: Kafka with ZooKeeper writes it anew. */
export const hasData = ({ role, data }: Pick<ServerFolder, 'role' | 'data'>): boolean =>
  existsSync(join(data, ROLES[role].trace)) || replicasOf(data).length > 0;
