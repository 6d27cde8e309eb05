import { connect, KafkaError } from '../kafka';
import type { ServerState } from './cluster-state';

const TIMEOUT_MS = 1500;

/**
 * Finds the servers that are up and yet answer nobody: a process that was frozen or is stuck is there all the same, and its port is
 * open. Where no address leads to a server nobody can tell.
 * @param holderAnswers whether a server that holds the metadata answers at an address, where any is known
 */
export const markSilent = (
  servers: readonly ServerState[],
  signal: AbortSignal,
  holderAnswers: (address: string) => Promise<boolean> = () => Promise.resolve(true),
): Promise<ServerState[]> =>
  Promise.all(
    servers.map(async (server) => {
      if (server.state !== 'up' || server.address === undefined) return server;
      const answers = server.role === 'broker' ? brokerAnswers : holderAnswers;
      return (await answers(server.address, signal)) ? server : { ...server, state: 'silent' as const };
    }),
  );

async function brokerAnswers(address: string, signal: AbortSignal): Promise<boolean> {
  try {
    const client = await connect({ brokers: [address], clientId: 'status', deadlineMs: TIMEOUT_MS, signal });
    await client.close();
    return true;
  } catch (error) {
    if (error instanceof KafkaError && error.code === 'CANNOT_CONNECT') return false;
    throw error;
  }
}
