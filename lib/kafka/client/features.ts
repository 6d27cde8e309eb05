import type { BrokerConnection, SendOptions } from '../network/connection';
import { OWN_SOFTWARE } from '../network/own-software';
import { throwIfRefused } from '../protocol/protocol-error';
import { apiVersions } from '../protocol/requests/api-versions';

/** What the cluster has switched on, by name, and how far: such as `metadata.version` 21 (KIP-584). Nothing in ZooKeeper mode. */
export type Features = Readonly<Record<string, number>>;

/** @throws {NoAnswerError} */
export async function requestFeatures(broker: BrokerConnection, options: SendOptions): Promise<Features> {
  const { errorCode, finalizedFeatures } = await broker.send(apiVersions, OWN_SOFTWARE, options);
  throwIfRefused(errorCode);
  const levels = finalizedFeatures.map(({ name, maxVersionLevel }) => [name, maxVersionLevel] as const);
  return Object.fromEntries(levels.sort(([one], [other]) => (one < other ? -1 : 1)));
}
