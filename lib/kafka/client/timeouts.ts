/** How soon a leader or a coordinator is looked for and asked again: an election takes some ten milliseconds. */
export const FIRST_BACKOFF_MS = 20;
const MAX_BACKOFF_MS = 250;

export const nextBackoff = (backoffMs: number): number => Math.min(backoffMs * 2, MAX_BACKOFF_MS);

/** Outlasts the session of a killed broker and the elections after it. */
export const GIVE_UP_MS = 60_000;

/** Of a message that was accepted: Java's, and what a full buffer needs over a slow link. */
export const DELIVERY_TIMEOUT_MS = 120_000;

/** How often metadata is refreshed to notice new partitions, milliseconds. */
export const METADATA_MAX_AGE_MS = 10_000;
