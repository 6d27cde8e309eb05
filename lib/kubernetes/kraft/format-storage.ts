import type { k8s } from 'cdk8s-plus-27';
import { initialControllers, kraftOf, type Cluster } from '../../cluster';
import { kafkaEnvironment } from '../kafka-environment';
import { DATA_MOUNT } from '../kafka-volume';
import { CONFIG_FOLDER, CONFIG_MOUNT } from '../jvm';
import { resourceRequirements } from '../resources';
import { voterEndpoints } from './quorum';

/**
 * What makes a new volume one of this cluster, before its node starts; of one that is, it changes nothing, and one of another cluster it
 * refuses. Voters of a new cluster agree on who they are (KIP-853); the others are told by those.
 */
export const formatStorage = (
  cluster: Cluster,
  of: 'broker' | 'controller',
): Omit<k8s.Container, 'securityContext'> => ({
  name: 'format-storage',
  image: cluster.images.kafka,
  command: [
    '/opt/kafka/bin/kafka-storage.sh',
    'format',
    '--ignore-formatted',
    ...['--config', `${CONFIG_FOLDER}/$(FORMATTED_NODE).properties`],
    ...['--cluster-id', kraftOf(cluster).clusterId],
    ...(kraftOf(cluster).role === of
      ? ['--initial-controllers', initialControllers(kraftOf(cluster), voterEndpoints(cluster))]
      : ['--no-initial-controllers']),
  ],
  env: [
    ...kafkaEnvironment(cluster, of),
    { name: 'FORMATTED_NODE', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
  ],
  resources: resourceRequirements(cluster.resources[of]),
  volumeMounts: [CONFIG_MOUNT, DATA_MOUNT],
});
