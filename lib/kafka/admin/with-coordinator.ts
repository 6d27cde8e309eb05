import type { Client } from '../client/client';
import { Coordinator } from '../client/coordinator';

/** Does `work` with the coordinator of a group, wherever it moves, on a connection of its own. */
export async function withCoordinator<T>(
  client: Client,
  groupId: string,
  work: (coordinator: Coordinator) => Promise<T>,
): Promise<T> {
  const coordinator = new Coordinator(client, 'group', groupId);
  try {
    return await work(coordinator);
  } finally {
    coordinator.close();
  }
}
