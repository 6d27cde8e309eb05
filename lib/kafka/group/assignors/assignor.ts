/** Partitions by topic. */
export type Assignment = Readonly<Record<string, readonly number[]>>;

/** A member of a group, as the leader is told of it. */
export interface Subscriber {
  readonly memberId: string;
  /** Of a static member (KIP-345). */
  readonly groupInstanceId: string | null;
  readonly topics: readonly string[];
  /** What it has not given up while the group is divided anew; nothing where members give up all of it (KIP-429). */
  readonly owned: Assignment;
  /** In which it was given that; -1 where it is not told. */
  readonly generationId: number;
  /** What its assignor of the same name says. */
  readonly userData: Buffer | null;
}

/** How the leader of a group divides partitions among its members. The brokers choose one that all members offer, by its name. */
export interface Assignor {
  readonly name: string;
  /**
   * `cooperative`: members keep what stays theirs while the group is divided anew, and `assign` gives nobody what another one still
   * has (KIP-429). So it is done only if all that a member offers are of that kind; else all give up everything first.
   */
  readonly protocol: 'eager' | 'cooperative';
  /**
   * @param partitionCounts of every topic that a member subscribed to; 0 of one that is not there
   * @returns by member id
   */
  readonly assign: (
    members: readonly Subscriber[],
    partitionCounts: ReadonlyMap<string, number>,
  ) => ReadonlyMap<string, Assignment> | Promise<ReadonlyMap<string, Assignment>>;
  /** What a member tells the leader besides its topics. @default - nothing */
  readonly userData?: (generationId: number, topics: readonly string[]) => Buffer;
}

/** Sorted as Java's assignors do: static members first, by what they are called, so that a restart changes nothing. */
export const sorted = (members: readonly Subscriber[]): Subscriber[] =>
  [...members].sort((a, b) => {
    if (a.groupInstanceId !== null && b.groupInstanceId !== null) return compare(a.groupInstanceId, b.groupInstanceId);
    if (a.groupInstanceId !== null) return -1;
    if (b.groupInstanceId !== null) return 1;
    return compare(a.memberId, b.memberId);
  });

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What is given out bit by bit. */
export class Shares {
  readonly #byMember: ReadonlyMap<string, Record<string, number[]>>;

  constructor(members: readonly Subscriber[]) {
    this.#byMember = new Map(members.map(({ memberId }) => [memberId, {}]));
  }

  give(memberId: string, topic: string, partition: number): void {
    (this.#byMember.get(memberId)![topic] ??= []).push(partition);
  }

  get byMember(): ReadonlyMap<string, Assignment> {
    return this.#byMember;
  }
}
