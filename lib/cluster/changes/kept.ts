/** What of its messages a topic keeps. */
export interface Kept {
  /** Milliseconds; Infinity without a limit, as where nothing is deleted for its age or size. */
  readonly ms: number;
  readonly bytes: number;
  /** Only the last message of each key. */
  readonly isCompacted: boolean;
}

type Config = (name: string) => string | number | boolean | undefined;

/** @param config a property of a topic, or of the brokers where it has none of its own */
export const keptByTopic = (config: Config): Kept =>
  kept(config('cleanup.policy'), limit(config('retention.ms')), limit(config('retention.bytes')));

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Broker properties that decide it. */
export const KEEPING_PROPERTIES = [
  'log.cleanup.policy',
  'log.retention.bytes',
  'log.retention.hours',
  'log.retention.minutes',
  'log.retention.ms',
] as const;

/** By topics that say nothing of it themselves. @param properties of the brokers, as facts remember them: null for none */
export function keptByBrokers(properties: unknown): Kept {
  const config: Config = (name) => (properties as Readonly<Record<string, ReturnType<Config>>> | null)?.[name];
  return kept(
    config('log.cleanup.policy'),
    limit(config('log.retention.ms')) ??
      limit(config('log.retention.minutes'), MINUTE_MS) ??
      limit(config('log.retention.hours') ?? 168, HOUR_MS),
    limit(config('log.retention.bytes')),
  );
}

/** Whether Kafka may remove messages that it has kept so far. */
export const keepsLess = (before: Kept, after: Kept): boolean =>
  after.ms < before.ms || after.bytes < before.bytes || (after.isCompacted && !before.isCompacted);

function kept(policy: ReturnType<Config> = 'delete', ms = Infinity, bytes = Infinity): Kept {
  const policies = String(policy).split(/ *, */);
  const deletes = policies.includes('delete');
  return {
    ms: deletes ? ms : Infinity,
    bytes: deletes ? bytes : Infinity,
    isCompacted: policies.includes('compact'),
  };
}

/** Kafka writes "no limit" as -1. */
function limit(value: ReturnType<Config>, unit = 1): number | undefined {
  if (value === undefined) return undefined;
  return Number(value) < 0 ? Infinity : Number(value) * unit;
}
