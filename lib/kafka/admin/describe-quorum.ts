import type { Client } from '../client/client';
import { QUORUM } from '../client/controller';
import { requireArguments } from '../client/require-arguments';
import { isKRaft, requestQuorum, type Quorum } from '../client/quorum';
import { startPatience, type AdminOptions } from './admin-options';
import { askAnyone } from './ask-anyone';

const TIMEOUT_MS = 5000;

/**
 * Who holds the metadata of a cluster in KRaft mode, as the controller says; undefined in ZooKeeper mode.
 * @throws {KafkaError} `CANNOT_CONNECT` after the deadline, as while the quorum has lost its majority; `CLUSTER_AUTHORIZATION_FAILED`
 */
export const describeQuorum = async (client: Client, options: AdminOptions = {}): Promise<Quorum | undefined> => {
  requireArguments({ client, options });
  return askAnyone(
    client,
    async (broker, signal) => (isKRaft(broker) ? requestQuorum(broker, { timeoutMs: TIMEOUT_MS, signal }) : undefined),
    startPatience(options),
    QUORUM,
  );
};
