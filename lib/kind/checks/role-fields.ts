import { FIRST_CONTROLLER, type FieldPath, type Role } from '../../cluster';

interface RoleFields extends Readonly<Record<'count' | 'image' | 'size', FieldPath>> {
  /** Of the first server. */
  readonly firstId: number;
}

/** The fields of the description that the StatefulSet of a role shows, and the claims of its pods. */
export const ROLE_FIELDS = {
  zookeeper: { count: 'zookeeper.replicas', image: 'images.zookeeper', size: 'storage.zookeeperSize', firstId: 1 },
  controller: {
    count: 'controllers',
    image: 'images.kafka',
    size: 'storage.controllerSize',
    firstId: FIRST_CONTROLLER,
  },
  broker: { count: 'brokers', image: 'images.kafka', size: 'storage.size', firstId: 1 },
} as const satisfies Record<Role, RoleFields>;

const OF_ONE = /zookeeper|controller/i;

/**
 * Whose StatefulSet tells what is in force of a field: one of them may have been refused. Of what has none the brokers' tells: they may
 * be the controllers too.
 * @param roles of which there is one
 */
export function roleOfField(field: string, roles: readonly Role[]): Role {
  const [named] = OF_ONE.exec(field) ?? [];
  return roles.find((role) => role === named?.toLowerCase()) ?? 'broker';
}
