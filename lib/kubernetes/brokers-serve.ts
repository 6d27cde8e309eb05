import type { k8s } from 'cdk8s-plus-27';
import { addressText, interBrokerListener, type Cluster } from '../cluster';
import { BOOTSTRAP_SERVICE, hostOf } from './addresses';

/** Tells whether brokers serve, of `files`: beside them those that hold the metadata begin nothing anew. */
export const BROKERS_SERVE = 'brokers-serve.sh';

/** What that asks: any broker, whatever their number, as more of them are no reason to restart who holds the metadata. */
export const anyBroker = (cluster: Cluster): k8s.EnvVar => ({
  name: 'BROKERS',
  value: addressText({
    host: hostOf(cluster, BOOTSTRAP_SERVICE),
    port: interBrokerListener(cluster.brokers[0]!).pod!.port,
  }),
});
