import { connect, KafkaError, type Access } from '../kafka';
import { accessTo } from './access-to';
import type { ServerState } from './cluster-state';

const TIMEOUT_MS = 1500;

/**
 * Finds the servers that are up and yet answer nobody: a process that was frozen or is stuck is there all the same, and its port is
 * open. Where no address leads to a server nobody can tell.
 * @param access of brokers, those of the cluster in the order of their ids. @default - where servers say that they are
 * @param holderAnswers whether a server that holds the metadata answers at an address, where any is known
 */
export const markSilent = (
  servers: readonly ServerState[],
  signal: AbortSignal,
  access?: Access,
  holderAnswers: (address: string) => Promise<boolean> = () => Promise.resolve(true),
): Promise<ServerState[]> =>
  Promise.all(
    servers.map(async (server) => {
      if (server.state !== 'up' || server.address === undefined) return server;
      const answers =
        server.role === 'broker' ? brokerAnswers(accessTo([server], access), signal) : holderAnswers(server.address);
      return (await answers) ? server : { ...server, state: 'silent' as const };
    }),
  );

async function brokerAnswers(access: Access, signal: AbortSignal): Promise<boolean> {
  try {
    const client = await connect({ ...access, clientId: 'status', deadlineMs: TIMEOUT_MS, signal });
    await client.close();
    return true;
  } catch (error) {
    if (error instanceof KafkaError && error.code === 'CANNOT_CONNECT') return false;
    throw error;
  }
}
