import { k8s } from 'cdk8s-plus-27';
import type { Cluster, Size } from '../cluster';

/** The claim of each pod of a StatefulSet, under the name by which the container mounts it. */
export const claimTemplate = ({ storage }: Cluster, size: Size): k8s.KubePersistentVolumeClaimProps => ({
  metadata: { name: 'data' },
  spec: {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: k8s.Quantity.fromString(size) } },
    ...(storage.className === undefined ? {} : { storageClassName: storage.className }),
  },
});

/**
 * ZooKeeper and the brokers share it: brokers refuse a ZooKeeper that has forgotten the id of their cluster. Fewer replicas never
 * delete a volume: on it may be the only copy of a partition, or of what the others have forgotten.
 */
export function claimRetention({ storage }: Cluster): k8s.StatefulSetPersistentVolumeClaimRetentionPolicy {
  return { whenDeleted: storage.retained ? 'Retain' : 'Delete', whenScaled: 'Retain' };
}
