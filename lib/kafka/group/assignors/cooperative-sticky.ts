import { Shares, sorted, type Assignor, type Subscriber } from './assignor';

interface Place {
  readonly topic: string;
  readonly partition: number;
  /** Members that subscribed to the topic. */
  readonly subscribers: readonly Subscriber[];
  /** Of those, the one that has it, or is to have it. */
  owner: Subscriber | undefined;
}

/**
 * Leaves partitions where they are as far as all members have alike, as Java's CooperativeStickyAssignor does (KIP-429). What one
 * member is to give up is nobody's until it has: it joins again at once, and then the next one gets it.
 */
export const cooperativeSticky = {
  name: 'cooperative-sticky',
  protocol: 'cooperative',
  assign: (members, partitionCounts) => {
    const owners = currentOwners(members);
    const places = placesOf(members, partitionCounts);
    for (const place of places) {
      const owner = owners.get(nameOf(place));
      if (owner && place.subscribers.includes(owner)) place.owner = owner;
    }
    balance(members, places);
    const shares = new Shares(members);
    for (const place of places) {
      const isOthers = members.some(
        (member) => member !== place.owner && member.owned[place.topic]?.includes(place.partition),
      );
      if (place.owner && !isOthers) shares.give(place.owner.memberId, place.topic, place.partition);
    }
    return shares.byMember;
  },
  userData: (generationId) => {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32BE(generationId);
    return bytes;
  },
} satisfies Assignor;

const nameOf = ({ topic, partition }: Pick<Place, 'topic' | 'partition'>): string => `${topic}/${partition}`;

const placesOf = (members: readonly Subscriber[], partitionCounts: ReadonlyMap<string, number>): Place[] =>
  [...partitionCounts].flatMap(([topic, count]) => {
    const subscribers = sorted(members).filter(({ topics }) => topics.includes(topic));
    return Array.from({ length: count }, (_, partition) => ({ topic, partition, subscribers, owner: undefined }));
  });

/** Whoever missed a generation may have lost what it takes for its own; what two of the same generation have is nobody's. */
function currentOwners(members: readonly Subscriber[]): Map<string, Subscriber | undefined> {
  const owners = new Map<string, Subscriber | undefined>();
  const newest = new Map<string, number>();
  for (const member of members) {
    const generation = generationOf(member);
    for (const [topic, partitions] of Object.entries(member.owned)) {
      for (const partition of partitions) {
        const name = nameOf({ topic, partition });
        const known = newest.get(name) ?? -Infinity;
        if (generation < known) continue;
        owners.set(name, generation === known ? undefined : member);
        newest.set(name, generation);
      }
    }
  }
  return owners;
}

/** Members of before version 2 of the subscription tell it by their user data. */
function generationOf({ generationId, userData }: Subscriber): number {
  return generationId < 0 && userData?.length === 4 ? userData.readInt32BE(0) : generationId;
}

/** Gives what is nobody's to who has least, then moves what is too much. Each move makes it more even, so that it ends. */
function balance(members: readonly Subscriber[], places: readonly Place[]): void {
  const loads = new Map(members.map((member) => [member, 0]));
  const load = (member: Subscriber): number => loads.get(member)!;
  const least = (among: readonly Subscriber[]) => among.reduce((a, b) => (load(b) < load(a) ? b : a));
  const give = (place: Place, to: Subscriber): void => {
    if (place.owner) loads.set(place.owner, load(place.owner) - 1);
    place.owner = to;
    loads.set(to, load(to) + 1);
  };
  const wanted = places.filter(({ subscribers }) => subscribers.length > 0);
  for (const { owner } of wanted) if (owner) loads.set(owner, load(owner) + 1);
  for (const place of wanted) if (!place.owner) give(place, least(place.subscribers));
  for (let isEven = false; !isEven;) {
    isEven = true;
    for (const place of wanted) {
      const to = least(place.subscribers);
      if (load(place.owner!) <= load(to) + 1) continue;
      give(place, to);
      isEven = false;
    }
  }
}
