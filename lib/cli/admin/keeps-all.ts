import { keepsLess, keptByBrokers, keptByTopic, TOPIC_KEEPING_PROPERTIES } from '../../cluster';
import { describeConfig, KafkaError, type AdminOptions, type Client, type ConfigEntry } from '../../kafka';
import type { Values } from './settings';

type Properties = Readonly<Record<string, string>>;

/**
 * Whether topics keep with the properties that are given, and the defaults of those that are taken away, all that they keep now. Where
 * that cannot be found out, they may not.
 * @throws {KafkaError} `UNKNOWN_TOPIC`
 */
export async function keepsAll(
  client: Client,
  topics: readonly string[],
  { config, reset }: Pick<Values, 'config' | 'reset'>,
  options: AdminOptions,
): Promise<boolean> {
  try {
    const defaults = reset.length > 0 ? await defaultsOfBrokers(client, options) : [{}];
    for (const topic of topics) {
      const now = propertiesOf(await describeConfig(client, { topic }, options));
      const others = defaults.map((usual) => changed(now, Object.fromEntries(config), reset, usual));
      if (others.some((after) => after === undefined || keepsLess(kept(now), kept(after)))) return false;
    }
    return true;
  } catch (error) {
    if (error instanceof KafkaError && error.code !== 'UNKNOWN_TOPIC') return false;
    throw error;
  }
}

const kept = (properties: Properties) => keptByTopic((name) => properties[name]);

/** The properties of a topic after a change; undefined where a default is not known. */
export function changed(
  now: Properties,
  set: Properties,
  reset: readonly string[],
  defaults: Properties,
): Properties | undefined {
  const back = reset.filter((name) => DELETING.includes(name)).map((name) => [name, defaults[name]] as const);
  if (back.some(([, value]) => value === undefined)) return undefined;
  return { ...now, ...set, ...(Object.fromEntries(back) as Properties) };
}

const DELETING: readonly string[] = TOPIC_KEEPING_PROPERTIES;

/** Each leader of a partition has its own. */
const defaultsOfBrokers = (client: Client, options: AdminOptions): Promise<readonly Properties[]> =>
  Promise.all(
    [...client.metadata.brokers.keys()].map(async (broker) =>
      topicDefaults(propertiesOf(await describeConfig(client, { broker }, options))),
    ),
  );

const OF_BROKERS: Properties = {
  'log.cleaner.delete.retention.ms': 'delete.retention.ms',
  'log.cleaner.min.compaction.lag.ms': 'min.compaction.lag.ms',
  'log.cleanup.policy': 'cleanup.policy',
  'log.retention.bytes': 'retention.bytes',
};

/** What topics have that say nothing of it, by the properties of a broker: the age may stand there in hours, or minutes. */
export function topicDefaults(broker: Properties): Properties {
  const { ms } = keptByBrokers({ ...broker, 'log.cleanup.policy': 'delete' });
  const alike = Object.entries(OF_BROKERS).flatMap(([ofBroker, ofTopic]) => {
    const value = broker[ofBroker];
    return value === undefined ? [] : [[ofTopic, value]];
  });
  return {
    ...(Object.fromEntries(alike) as Properties),
    'retention.ms': ms === Infinity ? '-1' : String(ms),
  };
}

/** Those that have a value. */
const propertiesOf = (entries: readonly ConfigEntry[]): Properties =>
  Object.fromEntries(entries.flatMap(({ name, value }) => (value === null ? [] : [[name, value]])));
