import type { k8s } from 'cdk8s-plus-27';
import type { Cluster } from '../cluster';
import { jvmEnvironment } from './jvm';
import { kafkaLogging } from './logging';

/** That of the JVM of a broker, or of a controller. @param ownFlags as `jvmEnvironment` */
export const kafkaEnvironment = (
  cluster: Cluster,
  of: 'broker' | 'controller',
  ownFlags: readonly string[] = [],
): k8s.EnvVar[] =>
  jvmEnvironment({
    name: of === 'broker' ? 'kafkaServer' : 'kafkaController',
    heap: cluster.resources[of].heap,
    flags: cluster.jvm[of],
    ownFlags,
    logging: kafkaLogging(cluster, of),
  });
