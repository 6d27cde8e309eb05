import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerFolder } from '../servers/server-folder';
import { METADATA_LOG } from './metadata-end';

type Folder = Pick<ServerFolder, 'data'>;

/** Whether the node has ever heard of a leader, and so may have heard of topics: formatted alone it has not. */
export const hasHistory = ({ data }: Folder): boolean => existsSync(join(data, METADATA_LOG, 'quorum-state'));

const WITHOUT_VOTE = 'without-vote';

/** Remembers of a voter that it has lost its data, and follows the others since, as another volume (KIP-853). */
export const markWithoutVote = ({ data }: Folder): void => writeFileSync(join(data, WITHOUT_VOTE), '');

export const isWithoutVote = ({ data }: Folder): boolean => existsSync(join(data, WITHOUT_VOTE));
