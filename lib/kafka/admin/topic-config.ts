import type { Client } from '../client';
import { throwIfRefused } from '../wire/protocol-error';

export interface ConfigValue {
  readonly name: string;
  readonly value: string;
  readonly default: string | undefined;
}

const TOPIC = 2;
/** A value with this source was set for the topic itself. */
const TOPIC_SOURCE = 1;

export async function topicConfig(
  client: Client,
  name: string,
): Promise<{ minInSync: number; changed: ConfigValue[] }> {
  const answer = await client.askAny('DescribeConfigs', { resources: [{ type: TOPIC, name }], includeSynonyms: true });
  const [resource] = answer.resources;
  throwIfRefused(resource!.errorCode, resource!.errorMessage);
  const entries = resource!.configEntries;
  return {
    minInSync: Number(entries.find(({ configName }) => configName === 'min.insync.replicas')?.configValue ?? 1),
    changed: entries
      .filter(({ configSource }) => configSource === TOPIC_SOURCE)
      .map(({ configName, configValue, configSynonyms }) => ({
        name: configName,
        value: configValue ?? '',
        // Synonyms come in the order in which they hold.
        default: configSynonyms.find(({ configSource }) => configSource !== TOPIC_SOURCE)?.configValue ?? undefined,
      })),
  };
}
