export {
  askHealth,
  isHealthy,
  troubles,
  untilHealthy,
  type ClusterState,
  type PodStatus,
  type ServerState,
} from './cluster-state';
export { accessTo } from './access-to';
export { leaderlessDamage, tellDamage, type Damage } from './damage';
export { differencesBetween, type Comparison, type Difference } from './comparison';
export { markSilent } from './silent-servers';
export { findOwnSoleCopies, soleCopies, type SoleCopies } from './sole-copies';
export { NOT_ASKED, topicDifferences } from './topic-differences';
export { TARGETS, type Arrival, type LogOptions, type Logs, type Target, type TargetName, type Work } from './target';
