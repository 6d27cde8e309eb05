import type { Client } from '../client/client';
import { requireArguments } from '../client/require-arguments';
import { retry, type Patience } from '../client/retry';
import { CONTROL } from '../network/connections';
import type { ValueOf } from '../protocol/codec/type';
import { KafkaError } from '../protocol/errors';
import { throwIfRefused } from '../protocol/protocol-error';
import { CONFIG_SOURCE, describeConfigs, RESOURCE } from '../protocol/requests/describe-configs';
import { startPatience, type AdminOptions } from './admin-options';
import { askAnyone } from './ask-anyone';
import { requireTopics } from './require-topics';

const TIMEOUT_MS = 3000;

/** Whose configuration it is. */
export type ConfigOwner = { readonly topic: string } | { readonly broker: number };

export type ConfigSource = keyof typeof CONFIG_SOURCE | 'unknown';

export interface ConfigEntry {
  readonly name: string;
  /** null where there is none, and of passwords, which brokers do not tell. */
  readonly value: string | null;
  /** Where the value comes from: `topic` and `broker` are set while it runs, `static` stands in server.properties. */
  readonly source: ConfigSource;
  /** All values that there are for it, in the order in which they count: the first one does. */
  readonly synonyms: readonly { readonly name: string; readonly value: string | null; readonly source: ConfigSource }[];
  /** What would be without that; undefined where nothing else is. */
  readonly otherwise: string | undefined;
  readonly isReadOnly: boolean;
  readonly isSensitive: boolean;
  /** Kafka's own; undefined before Kafka 2.6 (KIP-569). */
  readonly documentation: string | undefined;
}

/**
 * All properties that a topic or a broker has, by name, with where each comes from (KIP-226).
 * @throws {KafkaError} `UNKNOWN_TOPIC`, `TOPIC_AUTHORIZATION_FAILED`, `CLUSTER_AUTHORIZATION_FAILED`
 * @throws {KafkaError} `CANNOT_CONNECT` after the deadline, of a broker while it does not answer
 */
export async function describeConfig(
  client: Client,
  owner: ConfigOwner,
  options: AdminOptions = {},
): Promise<readonly ConfigEntry[]> {
  requireArguments({ client, owner, options });
  const patience = startPatience(options);
  const answer =
    'topic' in owner ? await ofTopic(client, owner.topic, patience) : await ofBroker(client, owner, patience);
  const [{ errorCode, errorMessage, configs }] = answer.results as [Answer['results'][number]];
  throwIfRefused(errorCode, errorMessage);
  return configs.map(entry).sort((a, b) => (a.name < b.name ? -1 : 1));
}

type Answer = ValueOf<typeof describeConfigs.response>;

const asking = (resourceType: number, resourceName: string) => ({
  resources: [{ resourceType, resourceName }],
  includeSynonyms: true,
  includeDocumentation: true,
});

async function ofTopic(client: Client, topic: string, patience: Patience): Promise<Answer> {
  await requireTopics(client, [topic], patience);
  const asked = asking(RESOURCE.topic, topic);
  return askAnyone(
    client,
    (any, signal) => any.send(describeConfigs, asked, { timeoutMs: TIMEOUT_MS, signal }),
    patience,
  );
}

/** Nobody else knows what is in its server.properties. */
const ofBroker = (client: Client, { broker }: { readonly broker: number }, patience: Patience): Promise<Answer> =>
  retry(
    async (signal) => {
      const connection = await client.connection(broker, CONTROL, signal);
      const asked = asking(RESOURCE.broker, String(broker));
      return connection.send(describeConfigs, asked, { timeoutMs: TIMEOUT_MS, signal });
    },
    {
      ...patience,
      recover: () => client.refresh().catch(() => undefined),
      late: (reason, cause) =>
        new KafkaError('CANNOT_CONNECT', `broker ${broker} is out of reach: ${reason}`, { broker, cause }),
    },
  );

const SOURCES: ReadonlyMap<number, ConfigSource> = new Map(
  Object.entries(CONFIG_SOURCE).map(([name, code]) => [code, name as ConfigSource]),
);

const sourceOf = (code: number): ConfigSource => SOURCES.get(code) ?? 'unknown';

const entry = (config: Answer['results'][number]['configs'][number]): ConfigEntry => ({
  name: config.name,
  value: config.value,
  source: sourceOf(config.configSource),
  synonyms: config.synonyms.map(({ name, value, source }) => ({ name, value, source: sourceOf(source) })),
  otherwise: config.synonyms.find(({ source }) => source !== config.configSource)?.value ?? undefined,
  isReadOnly: config.readOnly,
  isSensitive: config.isSensitive,
  documentation: config.documentation ?? undefined,
});
