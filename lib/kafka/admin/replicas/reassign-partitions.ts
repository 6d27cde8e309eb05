import type { Client } from '../../client/client';
import { requireArguments } from '../../client/require-arguments';
import { poll } from '../../client/retry';
import { KafkaError } from '../../protocol/errors';
import { protocolError, RefusedError, throwIfRefused } from '../../protocol/protocol-error';
import { alterPartitionReassignments } from '../../protocol/requests/alter-partition-reassignments';
import { listPartitionReassignments } from '../../protocol/requests/list-partition-reassignments';
import { startPatience, type AdminOptions } from '../admin-options';
import { askController, type AskController } from '../ask-controller';
import { byTopic } from '../by-topic';
import type { ReplicaAssignment } from './plan-reassignment';
import { requirePartitions, requireTopics } from '../require-topics';

const TIMEOUT_MS = 10_000;
const POLL_MS = 500;

/** A move of replicas that is under way. */
export interface Reassignment extends ReplicaAssignment {
  /** Brokers that do not have all of it yet. */
  readonly adding: readonly number[];
  readonly removing: readonly number[];
}

/** Where the replicas of a partition are to be, or that a move that is under way is to be undone. */
export interface AskedAssignment extends Omit<ReplicaAssignment, 'replicas'> {
  readonly replicas: readonly number[] | 'cancel';
}

/**
 * Has replicas moved (KIP-455), and resolves when the controller has noted it: the brokers copy meanwhile, and
 * {@link untilReassigned} waits for them. Asked for again, a move goes on.
 * @throws {KafkaError} of the first partition that is refused, for good: `INVALID_REPLICA_ASSIGNMENT` (a broker that is not
 * up), `UNKNOWN_TOPIC`, `UNKNOWN_PARTITION`, `NO_REASSIGNMENT_IN_PROGRESS` (nothing to cancel); the others are moved all the same
 * @throws {KafkaError} `CANNOT_CONNECT` after the deadline
 */
export async function reassignPartitions(
  client: Client,
  assignments: readonly AskedAssignment[],
  options: AdminOptions = {},
): Promise<void> {
  requireArguments({ client, assignments, options });
  if (assignments.length === 0) return;
  const patience = startPatience(options);
  await requirePartitions(client, assignments, patience);
  const topics = byTopic(assignments, ({ partition, replicas }) => ({
    partitionIndex: partition,
    replicas: replicas === 'cancel' ? null : replicas,
  }));
  const move: AskController<void> = async (controller, mayBeDone, signal) => {
    const asked = { timeoutMs: TIMEOUT_MS, topics };
    const send = { timeoutMs: TIMEOUT_MS + 2000, signal };
    const { errorCode, errorMessage, responses } = await controller.send(alterPartitionReassignments, asked, send);
    throwIfRefused(errorCode, errorMessage);
    for (const { name: topic, partitions } of responses) {
      for (const { partitionIndex: partition, errorCode, errorMessage } of partitions) {
        const error = protocolError(errorCode);
        if (!error || (mayBeDone && error.type === 'NO_REASSIGNMENT_IN_PROGRESS')) continue;
        throw new RefusedError(error, `${topic}/${partition} was not moved: ${errorMessage ?? error.message}`, {
          topic,
          partition,
        });
      }
    }
  };
  await askController(client, move, patience);
}

/**
 * The moves of replicas that are under way, of all topics.
 * @throws {KafkaError} `CANNOT_CONNECT` after the deadline
 */
export async function listReassignments(client: Client, options: AdminOptions = {}): Promise<readonly Reassignment[]> {
  requireArguments({ client, options });
  const list: AskController<readonly Reassignment[]> = async (controller, _, signal) => {
    const send = { timeoutMs: TIMEOUT_MS + 2000, signal };
    const answer = await controller.send(listPartitionReassignments, { timeoutMs: TIMEOUT_MS }, send);
    throwIfRefused(answer.errorCode, answer.errorMessage);
    return answer.topics.flatMap(({ name, partitions }) =>
      partitions.map(({ partitionIndex, replicas, addingReplicas, removingReplicas }) => ({
        topic: name,
        partition: partitionIndex,
        replicas,
        adding: addingReplicas,
        removing: removingReplicas,
      })),
    );
  };
  return askController(client, list, startPatience(options));
}

/**
 * Where the replicas of all partitions of topics are, or on their way to.
 * @param topics - names, or `all` there are, Kafka's own too
 * @throws {KafkaError} `UNKNOWN_TOPIC`; `CANNOT_CONNECT` after the deadline
 */
export async function listAssignments(
  client: Client,
  topics: readonly string[] | 'all',
  options: AdminOptions = {},
): Promise<readonly ReplicaAssignment[]> {
  requireArguments({ client, topics, options });
  const patience = startPatience(options);
  const known = await requireTopics(client, topics, patience);
  const moving = await listReassignments(client, patience);
  const target = new Map(
    moving.map(({ topic, partition, replicas, removing }) => [
      `${topic}/${partition}`,
      replicas.filter((id) => !removing.includes(id)),
    ]),
  );
  return [...known.values()].flatMap(({ name: topic, partitions }) =>
    partitions.map(({ partition, replicas }) => ({
      topic,
      partition,
      replicas: target.get(`${topic}/${partition}`) ?? replicas,
    })),
  );
}

export interface ReassignedOptions extends AdminOptions {
  /** How long to wait: copies take as long as the disks and the network do, milliseconds. @default Infinity */
  readonly deadlineMs?: number | undefined;
  /** Told now and then what is still under way. @default - nobody is told */
  readonly onProgress?: ((left: readonly Reassignment[]) => void) | undefined;
}

/**
 * Waits until none of `partitions` moves any more.
 * @throws {KafkaError} `NOT_DONE` after the deadline: the move goes on
 */
export async function untilReassigned(
  client: Client,
  partitions: readonly Pick<ReplicaAssignment, 'topic' | 'partition'>[],
  options: ReassignedOptions = {},
): Promise<void> {
  requireArguments({ client, partitions, options });
  const { deadlineMs = Infinity, signal, onProgress } = options;
  const patience = startPatience({ deadlineMs, signal });
  const isMeant = new Set(partitions.map(({ topic, partition }) => `${topic}/${partition}`));
  const look = async (signal: AbortSignal) => {
    const all = await listReassignments(client, { signal });
    const left = all.filter(({ topic, partition }) => isMeant.has(`${topic}/${partition}`));
    if (left.length === 0) return { found: undefined };
    onProgress?.(left);
    return { missing: left.map(({ topic, partition }) => `${topic}/${partition}`).join(', ') };
  };
  await poll(look, {
    ...patience,
    everyMs: POLL_MS,
    late: (left) => new KafkaError('NOT_DONE', `replicas are still being moved: ${left}`),
  });
}
