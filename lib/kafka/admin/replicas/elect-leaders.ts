import type { Client } from '../../client/client';
import { requireArguments } from '../../client/require-arguments';
import type { KafkaError } from '../../protocol/errors';
import { protocolError, RefusedError, throwIfRefused } from '../../protocol/protocol-error';
import { ELECTION, electLeaders as request } from '../../protocol/requests/elect-leaders';
import { startPatience, type AdminOptions } from '../admin-options';
import { askController, type AskController } from '../ask-controller';
import { groupBy } from '../../group-by';

const TIMEOUT_MS = 10_000;

export interface Election {
  readonly topic: string;
  readonly partition: number;
  /** `not needed` where the leader is already the one that would be elected. */
  readonly outcome: 'elected' | 'not needed' | 'failed';
  /** Why it failed. */
  readonly error: KafkaError | undefined;
}

export interface ElectOptions extends AdminOptions {
  /**
   * `preferred`: the first replica, if it is in sync. `unclean`: of partitions without a leader, a replica that is not in sync:
   * **messages that it does not have are lost** (KIP-460).
   * @default 'preferred'
   */
  readonly type?: keyof typeof ELECTION | undefined;
  /** @default - all there are that need an election */
  readonly partitions?: readonly { readonly topic: string; readonly partition: number }[] | undefined;
}

/**
 * Has the controller elect leaders.
 * @returns what became of each partition that was asked for; without `partitions` of those that needed an election. Errors:
 * `PREFERRED_LEADER_NOT_AVAILABLE` (not in sync or not up), `ELIGIBLE_LEADERS_NOT_AVAILABLE` (no replica is up),
 * `UNKNOWN_TOPIC_OR_PARTITION`
 * @throws {KafkaError} `CLUSTER_AUTHORIZATION_FAILED`; `CANNOT_CONNECT` after the deadline
 */
export async function electLeaders(client: Client, given: ElectOptions = {}): Promise<readonly Election[]> {
  requireArguments({ client, options: given });
  const { type = 'preferred', partitions, ...options } = given;
  const topicPartitions =
    partitions === undefined
      ? null
      : [...groupBy(partitions, ({ topic }) => topic)].map(([topic, ofTopic]) => ({
          topic,
          partitions: ofTopic.map(({ partition }) => partition),
        }));
  const elect: AskController<readonly Election[]> = async (controller, _, signal) => {
    const asked = { electionType: ELECTION[type], topicPartitions, timeoutMs: TIMEOUT_MS };
    const answer = await controller.send(request, asked, { timeoutMs: TIMEOUT_MS + 2000, signal });
    throwIfRefused(answer.errorCode);
    return answer.replicaElectionResults.flatMap(({ topic, partitionResult }) =>
      partitionResult.map(({ partitionId, errorCode, errorMessage }) => {
        const error = protocolError(errorCode);
        // The controller moves: another one is to be asked, for all of them.
        if (error?.type === 'NOT_CONTROLLER') throw new RefusedError(error, errorMessage);
        const about = { topic, partition: partitionId };
        if (!error) return { ...about, outcome: 'elected', error: undefined };
        if (error.type === 'ELECTION_NOT_NEEDED') return { ...about, outcome: 'not needed', error: undefined };
        return { ...about, outcome: 'failed', error: new RefusedError(error, errorMessage, about) };
      }),
    );
  };
  return askController(client, elect, startPatience(options));
}
