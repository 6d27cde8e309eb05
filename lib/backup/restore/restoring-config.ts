import { alterTopicConfig, describeConfig, type AdminOptions, type Client, type ConfigEntry } from '../../kafka';

const FOR_EVER = '9223372036854775807';

/**
 * What a topic has while it is restored: nothing of it is deleted, compacted, given another time or refused for its age or size. That
 * comes into force once all is there and compared.
 */
const RESTORING: Readonly<Record<string, string>> = {
  'cleanup.policy': 'delete',
  'retention.ms': '-1',
  'retention.bytes': '-1',
  'message.timestamp.type': 'CreateTime',
  'message.timestamp.before.max.ms': FOR_EVER,
  'message.timestamp.after.max.ms': FOR_EVER,
  // As much as a broker takes in a request: a record may have been smaller while it was compressed with others.
  'max.message.bytes': '104857600',
};

/** Brokers before Kafka 3.6 do not know them. */
const NEWER: ReadonlySet<string> = new Set(['message.timestamp.before.max.ms', 'message.timestamp.after.max.ms']);

/** Until Kafka 3.6 the one before both; set, it would count beside them. */
const OF_OLDER_BROKERS = 'message.timestamp.difference.max.ms';

export type Config = Readonly<Record<string, string>>;

/** Whether a topic has what it has while it is restored. @param own what is set for the topic itself */
export const isRestoring = (own: ReadonlyMap<string, string>): boolean =>
  Object.entries(RESTORING).every(([name, value]) => own.get(name) === value || NEWER.has(name));

/** Brings a topic into the state in which it is restored. @returns what holds for it, as it was before */
export async function beginRestoring(
  client: Client,
  topic: string,
  own: Config,
  options: AdminOptions,
): Promise<readonly ConfigEntry[]> {
  const entries = await describeConfig(client, { topic }, options);
  const set = { ...withoutLimits(own), ...known(RESTORING, entries) };
  await alterTopicConfig(client, topic, { set, reset: foreign(entries, set) }, options);
  return entries;
}

/** What is in force from the first record on. */
const withoutLimits = (own: Config): Config =>
  Object.fromEntries(Object.entries(own).filter(([name]) => name !== OF_OLDER_BROKERS));

/** Gives a topic its own properties, and no others. */
export async function endRestoring(client: Client, topic: string, own: Config, options: AdminOptions): Promise<void> {
  const entries = await describeConfig(client, { topic }, options);
  await alterTopicConfig(client, topic, { set: own, reset: foreign(entries, own) }, options);
}

/** Newer brokers have properties that older ones refuse. */
const known = (config: Config, entries: readonly ConfigEntry[]): Config =>
  Object.fromEntries(Object.entries(config).filter(([name]) => entries.some((entry) => entry.name === name)));

const foreign = (entries: readonly ConfigEntry[], own: Config): readonly string[] =>
  entries.filter(({ name, source }) => source === 'topic' && !Object.hasOwn(own, name)).map(({ name }) => name);

/** For how long the topic will keep records by their age, milliseconds; Infinity for as long as it has them. */
export function retentionOf(own: Config, entries: readonly ConfigEntry[]): number {
  const valueOf = (name: string): string | undefined => {
    const entry = entries.find((each) => each.name === name);
    return own[name] ?? (entry?.source === 'topic' ? entry.otherwise : (entry?.value ?? undefined));
  };
  const isDeleted = (valueOf('cleanup.policy') ?? 'delete').split(',').some((policy) => policy.trim() === 'delete');
  const ms = Number(valueOf('retention.ms') ?? -1);
  return isDeleted && ms >= 0 ? ms : Infinity;
}
