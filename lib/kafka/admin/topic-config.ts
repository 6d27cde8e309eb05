import type { GivenOf, ValueOf } from '../protocol/codec/type';
import { throwIfRefused } from '../protocol/protocol-error';
import { CONFIG_SOURCE, RESOURCE, type describeConfigs } from '../protocol/requests/describe-configs';

export interface ConfigValue {
  readonly name: string;
  readonly value: string;
  readonly default: string | undefined;
}

type Asked = GivenOf<typeof describeConfigs.request>;
type Answer = ValueOf<typeof describeConfigs.response>;

export interface TopicConfig {
  /** All that hold for the topic, whoever set them, by name. */
  readonly values: ReadonlyMap<string, string>;
  /** What is set for the topic itself. */
  readonly changed: readonly ConfigValue[];
}

/** By topic. @param ask asks some broker */
export async function topicConfigs(
  topics: readonly string[],
  ask: (asked: Asked) => Promise<Answer>,
): Promise<ReadonlyMap<string, TopicConfig>> {
  const resources = topics.map((resourceName) => ({ resourceType: RESOURCE.topic, resourceName }));
  const { results } = await ask({ resources, includeSynonyms: true });
  return new Map(results.map((result) => [result.resourceName, topicConfig(result)]));
}

function topicConfig({ errorCode, errorMessage, configs }: Answer['results'][number]): TopicConfig {
  throwIfRefused(errorCode, errorMessage);
  return {
    values: new Map(configs.map(({ name, value }) => [name, value ?? ''])),
    changed: configs
      .filter(({ configSource }) => configSource === CONFIG_SOURCE.topic)
      .map(({ name, value, synonyms }) => ({
        name,
        value: value ?? '',
        default: synonyms.find(({ source }) => source !== CONFIG_SOURCE.topic)?.value ?? undefined,
      })),
  };
}
