import { addressText, type Endpoint } from '../endpoint';
import type { KRaftMetadata } from './kraft';

/**
 * What `kafka-storage format --initial-controllers` is told of the voters of a new cluster, the same for each of them.
 * @param endpoints where they reach each other, in their order
 */
export const initialControllers = ({ servers }: KRaftMetadata, endpoints: readonly Endpoint[]): string =>
  servers.map(({ id, directoryId }, index) => `${id}@${addressText(endpoints[index]!)}:${directoryId}`).join(',');
