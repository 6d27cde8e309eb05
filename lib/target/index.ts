export {
  askHealth,
  isHealthy,
  troubles,
  untilHealthy,
  type ClusterState,
  type PodStatus,
  type ServerState,
} from './cluster-state';
export { markSilent } from './silent-servers';
export { TARGETS, type LogOptions, type Logs, type Target, type TargetName, type Work } from './target';
