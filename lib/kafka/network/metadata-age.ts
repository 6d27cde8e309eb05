/** Whoever must notice new partitions asks so often, milliseconds. */
export const METADATA_MAX_AGE_MS = 10_000;
