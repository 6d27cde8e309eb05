import { ConfigResourceTypes, ConfigSource, type Admin, type ConfigEntries, type IResourceConfig } from 'kafkajs';
import {
  alterBrokerConfig,
  alterTopicConfig,
  CONFIG_SOURCE,
  describeConfig,
  validateBrokerConfig,
  validateTopicConfig,
  type Client,
  type ConfigEntry,
} from '../../kafka';
import { asKafkaJs } from '../errors';
import { notThere } from './not-there';
import { requireEntriesOf, requireNamesOf, requireResources } from './require-configs';

type Configs = Pick<Admin, 'describeConfigs' | 'alterConfigs'>;

/** What an admin does with the properties of topics and brokers. */
export const configsOf = (open: () => Promise<Client>): Configs => ({
  describeConfigs: async ({ resources, includeSynonyms }) => {
    requireResources(resources);
    resources.forEach(requireNamesOf);
    const client = await open();
    const told = resources.map(async ({ type, name, configNames }) => {
      const all = await asKafkaJs(() => describeConfig(client, ownerOf(type, name)));
      const entries = all.filter((entry) => !configNames?.length || configNames.includes(entry.name));
      const configEntries = entries.map((entry) => toldOf(entry, includeSynonyms));
      return { configEntries, errorCode: 0, errorMessage: '', resourceName: name, resourceType: type };
    });
    return { resources: await Promise.all(told), throttleTime: 0 };
  },
  alterConfigs: async ({ resources, validateOnly }) => {
    requireResources(resources);
    resources.forEach(requireEntriesOf);
    const client = await open();
    const alter = validateOnly ? validated : altered;
    for (const resource of resources) await asKafkaJs(() => alter(client, resource));
    const told = resources.map(({ type: resourceType, name: resourceName }) => ({ resourceType, resourceName }));
    return { resources: told.map((one) => ({ ...one, errorCode: 0, errorMessage: null })), throttleTime: 0 };
  },
});

const altered = (client: Client, { type, name, configEntries }: IResourceConfig): Promise<void> => {
  const owner = ownerOf(type, name);
  if ('topic' in owner) return alterTopicConfig(client, owner.topic, changeOf(configEntries));
  return alterBrokerConfig(client, owner.broker, changeOf(configEntries));
};

const validated = (client: Client, { type, name, configEntries }: IResourceConfig): Promise<void> => {
  const owner = ownerOf(type, name);
  if ('topic' in owner) return validateTopicConfig(client, owner.topic, changeOf(configEntries));
  return validateBrokerConfig(client, owner.broker, changeOf(configEntries));
};

const changeOf = (entries: IResourceConfig['configEntries']) => ({
  set: Object.fromEntries(entries.map(({ name, value }) => [name, value])),
});

function ownerOf(type: ConfigResourceTypes, name: string) {
  if (type === ConfigResourceTypes.TOPIC) return { topic: name };
  if (type === ConfigResourceTypes.BROKER) return { broker: Number(name) };
  throw notThere(`a resource of type ${ConfigResourceTypes[type]}`);
}

const SOURCES: Readonly<Record<string, ConfigSource>> = CONFIG_SOURCE;

const sourceOf = (source: ConfigEntry['source']): ConfigSource => SOURCES[source] ?? ConfigSource.UNKNOWN;

function toldOf(
  { name, value, source, isReadOnly, isSensitive, synonyms }: ConfigEntry,
  isAll: boolean,
): ConfigEntries {
  const configSource = sourceOf(source);
  return {
    configName: name,
    configValue: value as string,
    readOnly: isReadOnly,
    isDefault: configSource === ConfigSource.DEFAULT_CONFIG,
    configSource,
    isSensitive,
    configSynonyms: (isAll ? synonyms : []).map((one) => ({
      configName: one.name,
      configValue: one.value as string,
      configSource: sourceOf(one.source),
    })),
  };
}
