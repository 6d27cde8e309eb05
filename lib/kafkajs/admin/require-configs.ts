import { ConfigResourceTypes, KafkaJSNonRetriableError, type IResourceConfig, type ResourceConfigQuery } from 'kafkajs';

const refused = (text: string) => new KafkaJSNonRetriableError(text);

/** @throws {KafkaJSNonRetriableError} as kafkajs does */
export function requireResources(resources: unknown): void {
  if (!Array.isArray(resources)) throw refused(`Invalid resources array ${String(resources)}`);
  if (resources.length === 0) throw refused('Resources array cannot be empty');
  const all = resources as readonly { readonly type: unknown; readonly name?: unknown }[];
  const types = Object.values(ConfigResourceTypes) as unknown[];
  const typed = all.find(({ type }) => !types.includes(type));
  if (typed) throw refused(`Invalid resource type ${String(typed.type)}: ${JSON.stringify(typed)}`);
  const named = all.find(({ name }) => !name || typeof name !== 'string');
  if (named) throw refused(`Invalid resource name ${String(named.name)}: ${JSON.stringify(named)}`);
}

export function requireNamesOf(resource: ResourceConfigQuery): void {
  const configNames: unknown = resource.configNames;
  if (Array.isArray(configNames) || configNames === undefined || configNames === null) return;
  throw refused(`Invalid resource configNames ${configNames as string}: ${JSON.stringify(resource)}`);
}

export function requireEntriesOf(resource: IResourceConfig): void {
  const entries: unknown = resource.configEntries;
  if (!Array.isArray(entries)) {
    throw refused(`Invalid resource configEntries ${String(entries)}: ${JSON.stringify(resource)}`);
  }
  const all = entries as readonly { readonly name: unknown; readonly value: unknown }[];
  if (all.every(({ name, value }) => typeof name === 'string' && typeof value === 'string')) return;
  throw refused(`Invalid resource config value: ${JSON.stringify(resource)}`);
}
