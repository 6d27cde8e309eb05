export { CLUSTER_FLAGS, command } from './command';
export { isSource, packageRoot } from './root';
export { version } from './version';
export { clusterInHand, takeInHand, type WhichCluster } from './which-cluster';
