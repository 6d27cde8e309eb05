// 'kafka-streaming': what describes a cluster.
export { defineCluster } from '../cluster/define-cluster';
export { hostAddresses, localAddresses, NotReachableError } from '../cluster/host-addresses';
export { InvalidClusterError } from '../cluster/invalid-cluster-error';
export { selectCluster, UnknownClusterError } from '../cluster/select-cluster';
export { bytes, deletable, json, text, type Serde } from '../cluster/serde';
export { topic } from '../cluster/topic';
export type { Size } from '../cluster/units';
export type * from '../cluster/cluster';
export type * from '../cluster/description';
export { version } from '../package/version';
