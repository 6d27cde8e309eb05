import { statfsSync } from 'node:fs';

/** Kafka needs 10 MiB for the indexes of a segment alone, and fails its log folder at the first write that fails. */
const MIN_FREE_BYTES = 1024 * 1024;
/** Fewer than the files of a broker that starts. */
const MIN_FREE_INODES = 32;

/** What the disk of `path` has run out of, in words; undefined if it has not, or cannot be asked. */
export function exhausted(path: string): string | undefined {
  try {
    const { bsize, blocks, bavail, files, ffree } = statfsSync(path);
    const [size, free] = [blocks * bsize, bavail * bsize];
    if (free < MIN_FREE_BYTES) {
      return `the disk of ${path} is full: ${megabytes(free)} of ${megabytes(size)} are free`;
    }
    const isOutOfInodes = files > 0 && ffree < MIN_FREE_INODES;
    return isOutOfInodes ? `the disk of ${path} has ${ffree} of its ${files} inodes left` : undefined;
  } catch {
    return undefined;
  }
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
