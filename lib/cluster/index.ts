export type * from './cluster';
export type * from './description';
export type { JvmDescription, LogLevels, LogLevelsDescription } from './jvm-description';
export type { ExternalServicesDescription, ServicesDescription } from './services-description';
export {
  changesBetween,
  KEEPING_PROPERTIES,
  effectText,
  factsOf,
  keepsLess,
  keptByBrokers,
  keptByTopic,
  TOPIC_KEEPING_PROPERTIES,
  keptFactor,
  partitionOf,
  refusalOf,
  replicasIn,
  topicRefusals,
  waysToMove,
  type Change,
  type Condition,
  type Effect,
  type Facts,
  type FieldPath,
  type Target,
  warningsOf,
  foundTopics,
  type FoundTopic,
} from './changes';
export { defineCluster } from './define-cluster';
export { DEMONSTRATION_COUNT } from './demonstration-count';
export { hostAddresses, localAddresses, NotReachableError } from './host-addresses';
export { localHeap } from './heap';
export { DEFAULT_KAFKA, KAFKA_VERSIONS, type KafkaVersion } from './kafka-version';
export { FIRST_CONTROLLER, initialControllers, type KRaftMetadata, type Voter } from './kraft';
export { InvalidClusterError } from './invalid-cluster-error';
export { requireCluster } from './require-cluster';
export { MAX_BROKERS, MAX_PARTITIONS } from './limits';
export { clientListener, interBrokerListener, kindPorts, type Listener } from './listeners';
export type { PodDescription, PodsDescription } from './pods/description';
export type { Kubernetes } from './pods/kubernetes-values';
export { withLog4j2Levels, withLogLevels } from './log-levels';
export { nearest } from './nearest';
export { topicMinInSync } from './replication';
export { bytes, deletable, json, text, type Serde } from './serde';
export { clusterMeant, selectCluster, UnknownClusterError } from './select-cluster';
export { addressText, type Endpoint } from './endpoint';
export { kraftOf, metadataText, sessionTimeoutMs, zooKeeperOf, type Metadata } from './metadata';
export { MAX_LAG, METRICS_PORT, type Metrics } from './metrics';
export { READINESS_PORT } from './readiness';
export type { CertificateFiles } from './security/certificate-files';
export { requireManifests } from './security/require-manifests';
export { SUPER_USERS, type Security, type User } from './security/security';
export { propertiesText } from './properties';
export { controllerProperties, serverProperties, type BrokerPlace } from './server-properties';
export { parseServerName, SERVER_ROLES, type ClusterServer, type Role } from './cluster-server';
export { topic } from './topic';
export { topicConfigFaults, topicConfigNameFaults, topicConfigValue, type ConfigValue } from './topic-config';
export { topicNameFault } from './topic-name';
export { isSize, jvmSize, toBytes, toMebibytes, type Size } from './units';
export {
  ZOOKEEPER_CHROOT,
  zookeeperProperties,
  type ZooKeeperMetadata,
  type ZooKeeperPeer,
  type ZooKeeperPlace,
  type ZooKeeperServer,
} from './zookeeper';
