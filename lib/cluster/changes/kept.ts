/** What of its messages a topic keeps. */
export interface Kept {
  /** Milliseconds; Infinity without a limit, as where nothing is deleted for its age or size. */
  readonly ms: number;
  readonly bytes: number;
  /** Only the last message of each key. */
  readonly isCompacted: boolean;
  /** How long what compaction removes is there for readers that are behind, milliseconds; Infinity where nothing is compacted. */
  readonly tombstonesMs: number;
  readonly olderValuesMs: number;
}

type Config = (name: string) => string | number | boolean | undefined;

/** Properties of a topic by which Kafka removes messages that are there. */
export const TOPIC_KEEPING_PROPERTIES = [
  'cleanup.policy',
  'delete.retention.ms',
  'min.compaction.lag.ms',
  'retention.bytes',
  'retention.ms',
] as const;

/** @param config a property of a topic, or of the brokers where it has none of its own */
export const keptByTopic = (config: Config): Kept =>
  kept(config('cleanup.policy'), {
    ms: limit(config('retention.ms')),
    bytes: limit(config('retention.bytes')),
    tombstonesMs: limit(config('delete.retention.ms')),
    olderValuesMs: limit(config('min.compaction.lag.ms')),
  });

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Broker properties that decide it. */
export const KEEPING_PROPERTIES = [
  'log.cleaner.delete.retention.ms',
  'log.cleaner.min.compaction.lag.ms',
  'log.cleanup.policy',
  'log.retention.bytes',
  'log.retention.hours',
  'log.retention.minutes',
  'log.retention.ms',
] as const;

/** By topics that say nothing of it themselves. @param properties of the brokers, as facts remember them: null for none */
export function keptByBrokers(properties: unknown): Kept {
  const config: Config = (name) => (properties as Readonly<Record<string, ReturnType<Config>>> | null)?.[name];
  return kept(config('log.cleanup.policy'), {
    ms:
      limit(config('log.retention.ms')) ??
      limit(config('log.retention.minutes'), MINUTE_MS) ??
      limit(config('log.retention.hours') ?? 168, HOUR_MS),
    bytes: limit(config('log.retention.bytes')),
    tombstonesMs: limit(config('log.cleaner.delete.retention.ms') ?? 24 * HOUR_MS),
    olderValuesMs: limit(config('log.cleaner.min.compaction.lag.ms') ?? 0),
  });
}

/** Whether Kafka may remove messages that it has kept so far. */
export const keepsLess = (before: Kept, after: Kept): boolean =>
  LIMITS.some((limit) => after[limit] < before[limit]) || (after.isCompacted && !before.isCompacted);

const LIMITS = ['ms', 'bytes', 'tombstonesMs', 'olderValuesMs'] as const;

type Limits = { readonly [limit in (typeof LIMITS)[number]]: number | undefined };

function kept(policy: ReturnType<Config> = 'delete', limits: Limits): Kept {
  const policies = String(policy).split(/ *, */);
  const [deletes, isCompacted] = [policies.includes('delete'), policies.includes('compact')];
  const only = (applies: boolean, limit = Infinity): number => (applies ? limit : Infinity);
  return {
    ms: only(deletes, limits.ms),
    bytes: only(deletes, limits.bytes),
    isCompacted,
    tombstonesMs: only(isCompacted, limits.tombstonesMs),
    olderValuesMs: only(isCompacted, limits.olderValuesMs),
  };
}

/** Kafka writes "no limit" as -1. */
function limit(value: ReturnType<Config>, unit = 1): number | undefined {
  if (value === undefined) return undefined;
  return Number(value) < 0 ? Infinity : Number(value) * unit;
}
