import { createHash } from 'node:crypto';

const BYTES = 16;

/**
 * An id as Kafka writes it, 16 bytes in 22 letters, that the same names always lead to: manifests are the same whenever they are made,
 * and all who format a folder agree. Tools of the command line take one that begins with `-` for a flag.
 */
export const derivedId = (...names: readonly string[]): string =>
  createHash('sha256').update(names.join('\0')).digest().subarray(0, BYTES).toString('base64url').replace(/^-/, '_');
