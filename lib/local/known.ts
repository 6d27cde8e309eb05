/** What clients may know of local runs: names, ports and ids, and nothing that starts or stops. */
export { localAccess } from './access';
export { localRun } from './local-run';
export { named } from './named';
export { readRecord, recordsIn } from './record';
export { clusterIdIn } from './servers/known-cluster-id';
