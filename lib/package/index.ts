export { CLUSTER_FLAGS, command, inShell } from './command';
export { isSource, packageRoot } from './root';
export { version } from './version';
export { clusterInHand, takeInHand, type WhichCluster } from './which-cluster';
