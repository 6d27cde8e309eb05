import type { k8s } from 'cdk8s-plus-27';
import { addressText, kraftOf, type Cluster } from '../../cluster';
import { anyBroker } from '../brokers-serve';
import { kafkaEnvironment } from '../kafka-environment';
import { DATA_MOUNT } from '../kafka-volume';
import { CONFIG_FOLDER, CONFIG_MOUNT } from '../jvm';
import { resourceRequirements } from '../resources';
import { voterEndpoint } from './quorum';

/** What formats a volume, of `files`, beside what starts the node. */
export const FORMAT_SCRIPT = 'format-node.sh';

/** What makes a new volume one of this cluster, before its node starts: with a vote only where nobody has data (KIP-853). */
export const formatStorage = (
  cluster: Cluster,
  of: 'broker' | 'controller',
): Omit<k8s.Container, 'securityContext'> => {
  const { clusterId, role, servers } = kraftOf(cluster);
  const votes = role === of;
  const voters = servers.map((voter) => `${voter.id}@${addressText(voterEndpoint(cluster, voter))}`);
  return {
    name: 'format-storage',
    image: cluster.images.kafka,
    command: ['bash', `${CONFIG_FOLDER}/${FORMAT_SCRIPT}`, clusterId, ...(votes ? voters : [])],
    env: [...kafkaEnvironment(cluster, of), ...(votes ? [anyBroker(cluster)] : [])],
    resources: resourceRequirements(cluster.resources[of]),
    volumeMounts: [CONFIG_MOUNT, DATA_MOUNT],
  };
};
