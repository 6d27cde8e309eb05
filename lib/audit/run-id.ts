import { randomBytes } from 'node:crypto';

/** Short enough for every message's header, and no two alike. */
export const newRunId = (): string => randomBytes(6).toString('base64url');
