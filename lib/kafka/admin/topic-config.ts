import type { Apis } from '../protocol/requests/apis';
import { throwIfRefused } from '../protocol/protocol-error';

export interface ConfigValue {
  readonly name: string;
  readonly value: string;
  readonly default: string | undefined;
}

const TOPIC = 2;
/** A value with this source was set for the topic itself. */
const TOPIC_SOURCE = 1;

type DescribeConfigs = Apis['DescribeConfigs'];

/** @param ask asks some broker */
export async function topicConfig(
  name: string,
  ask: (args: DescribeConfigs['args']) => Promise<DescribeConfigs['answer']>,
): Promise<{ minInSync: number; changed: ConfigValue[] }> {
  const answer = await ask({ resources: [{ type: TOPIC, name }], includeSynonyms: true });
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
