import type { FieldPath, Role } from '../../cluster';

/** The fields of the description that the StatefulSet of a role shows, and the claims of its pods. */
export const ROLE_FIELDS = {
  zookeeper: { count: 'zookeeper.replicas', image: 'images.zookeeper', size: 'storage.zookeeperSize' },
  controller: { count: 'controllers', image: 'images.kafka', size: 'storage.controllerSize' },
  broker: { count: 'brokers', image: 'images.kafka', size: 'storage.size' },
} as const satisfies Record<Role, Readonly<Record<'count' | 'image' | 'size', FieldPath>>>;

/** Whose StatefulSet tells what is in force of a field: one of them may have been refused. */
export const roleOfField = (field: string): Role =>
  /zookeeper/i.test(field) ? 'zookeeper' : /controller/i.test(field) ? 'controller' : 'broker';
