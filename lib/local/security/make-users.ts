import type { Cluster } from '../../cluster';
import { connect, ensureUsers, type Access, type EnsuredUser } from '../../kafka';
import { passwordOf } from './password-of';

const TIMEOUT_MS = 30_000;

/** Makes the users of the description, with their rights, and says of each what came of it. */
export async function makeUsers(
  cluster: Cluster,
  folder: string,
  access: Access,
  signal: AbortSignal,
): Promise<readonly EnsuredUser[]> {
  const { security } = cluster;
  if (!security) return [];
  const users = security.users.map((user) =>
    security.clients === 'mtls' ? user : { ...user, password: passwordOf(cluster, folder, user.name) },
  );
  const client = await connect({ ...access, clientId: 'up', signal });
  try {
    return await ensureUsers(client, users, { deadlineMs: TIMEOUT_MS, signal });
  } finally {
    await client.close();
  }
}
