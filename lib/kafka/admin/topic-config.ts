import type { GivenOf, ValueOf } from '../protocol/codec/type';
import { throwIfRefused } from '../protocol/protocol-error';
import { RESOURCE, TOPIC_CONFIG, type describeConfigs } from '../protocol/requests/describe-configs';

export interface ConfigValue {
  readonly name: string;
  readonly value: string;
  readonly default: string | undefined;
}

type Asked = GivenOf<typeof describeConfigs.request>;
type Answer = ValueOf<typeof describeConfigs.response>;

/** @param ask asks some broker */
export async function topicConfig(
  topic: string,
  ask: (asked: Asked) => Promise<Answer>,
): Promise<{ minInSync: number; changed: ConfigValue[] }> {
  const resources = [{ resourceType: RESOURCE.topic, resourceName: topic }];
  const { results } = await ask({ resources, includeSynonyms: true });
  const [{ errorCode, errorMessage, configs }] = results as [Answer['results'][number]];
  throwIfRefused(errorCode, errorMessage);
  return {
    minInSync: Number(configs.find(({ name }) => name === 'min.insync.replicas')?.value ?? 1),
    changed: configs
      .filter(({ configSource }) => configSource === TOPIC_CONFIG)
      .map(({ name, value, synonyms }) => ({
        name,
        value: value ?? '',
        default: synonyms.find(({ source }) => source !== TOPIC_CONFIG)?.value ?? undefined,
      })),
  };
}
