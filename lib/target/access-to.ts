import type { Role } from '../cluster';
import type { Access } from '../kafka';

interface Server {
  readonly role: Role;
  readonly id: number;
  /** undefined where clients here cannot reach it. */
  readonly address: string | undefined;
}

/**
 * How to get in to those of `servers` that are brokers which clients here can reach.
 * @param access to brokers of the cluster, in the order of their ids. @default - at the addresses that servers tell
 */
export function accessTo(servers: readonly Server[], access: Access = { brokers: [] }): Access {
  const brokers = servers.flatMap(({ role, id, address }) =>
    role === 'broker' && address !== undefined ? [access.brokers[id - 1] ?? address] : [],
  );
  return { ...access, brokers };
}
