import type { Endpoint, Metadata } from '../cluster';
import { voterEndpoints } from './kraft/kraft-place';
import { zooKeeperEndpoints } from './zookeeper/zookeeper-place';

/** Where brokers reach those that hold the metadata. */
export const metadataEndpoints = (metadata: Metadata): readonly Endpoint[] =>
  metadata.mode === 'kraft' ? voterEndpoints(metadata) : zooKeeperEndpoints(metadata);
