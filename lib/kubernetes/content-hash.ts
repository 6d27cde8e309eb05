import { createHash } from 'node:crypto';

/** The same for equal content, in hexadecimal digits. */
export const contentHash = (content: object): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex');
