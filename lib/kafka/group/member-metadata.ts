import { groupBy } from '../group-by';
import { assignment, decode, encode, subscription } from '../protocol/consumer-protocol';
import type { Assignment, Subscriber } from './assignors';

/** The newest version, as Java's members write it: who knows only an older one reads that far. */
const VERSION = 3;

/** As the coordinator tells the leader of a group. */
export interface Joined {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly metadata: Buffer;
}

type Told = Pick<Subscriber, 'topics' | 'owned' | 'generationId' | 'userData'>;

/** What a member says of itself, in the encoding that all clients share. */
export const encodeSubscription = ({ topics, owned, generationId, userData }: Told): Buffer =>
  encode(subscription, { topics, userData, ownedPartitions: toList(owned), generationId }, VERSION);

/** What the leader of a group is told of its members. */
export const subscribersOf = (joined: readonly Joined[]): Subscriber[] =>
  joined.map(({ memberId, groupInstanceId, metadata }) => {
    const { topics, userData, ownedPartitions, generationId } = decode(subscription, metadata);
    return { memberId, groupInstanceId, topics, userData, owned: fromList(ownedPartitions), generationId };
  });

/** What the leader of a group answers. */
export const encodeAssignments = (byMember: ReadonlyMap<string, Assignment>) =>
  [...byMember].map(([memberId, assigned]) => ({
    memberId,
    assignment: encode(assignment, { assignedPartitions: toList(assigned) }),
  }));

/** A member that is to wait is sent no bytes. */
export const decodeAssignment = (bytes: Buffer): Assignment =>
  bytes.length === 0 ? {} : fromList(decode(assignment, bytes).assignedPartitions);

interface OfTopic {
  readonly topic: string;
  readonly partitions: readonly number[];
}

const toList = (assigned: Assignment): OfTopic[] =>
  Object.entries(assigned).map(([topic, partitions]) => ({ topic, partitions }));

/** Some clients list a topic more than once. */
const fromList = (list: readonly OfTopic[]): Assignment =>
  Object.fromEntries(
    [...groupBy(list, ({ topic }) => topic)].map(([topic, all]) => [
      topic,
      all.flatMap(({ partitions }) => partitions),
    ]),
  );
