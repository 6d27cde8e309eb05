import { describeGroup, type GroupDetails } from '../lib/kafka';
import type { Journal } from '../lib/audit';
import { eventually } from '../test/support/eventually';
import type { ReadOrder } from './programs/program';
import { Reader } from './reader';
import type { Finding, Findings, SituationContext } from './situation';
import { ofEach } from './situation';

/** Longer than sessions, elections and the time-outs of a request of any of the clients. */
export const PATIENCE_MS = 60_000;

/** A reader of each client, each in a group of its own. */
export class Readers {
  readonly #readers: ReadonlyMap<string, Reader>;

  constructor(
    private readonly context: SituationContext,
    private readonly topics: readonly string[],
    private readonly from: ReadOrder['from'] = 'earliest',
    private readonly groupOf = (name: string): string => `${context.topic}-of-${name}`,
  ) {
    const start = (groupId: string) => ({ brokers: context.local.bootstrap, topics, groupId, from });
    this.#readers = new Map(
      context.clients.map(({ name, command }) => [name, new Reader(command, start(this.groupOf(name)))]),
    );
  }

  /** The same groups with new readers, which begin with what the old ones have committed. */
  again(): Readers {
    return new Readers(this.context, this.topics, this.from, this.groupOf);
  }

  of(name: string): Reader {
    return this.#readers.get(name)!;
  }

  /** Resolves when all are at work: who cannot do that has nothing to say of faults. */
  async untilAtWork(journal: Journal): Promise<void> {
    await eventually(
      'all clients have read what is there',
      () => this.#all((one) => one.countOf(journal.run) === journal.sent),
      90_000,
      () =>
        Promise.resolve(
          [...this.#readers]
            .map(([name, one]) => `${name}: ${one.countOf(journal.run)} ${one.failure ?? ''}`)
            .join('; '),
        ),
    );
  }

  /** Resolves when each group is divided, among so many members. */
  async untilDivided(partitions: number): Promise<void> {
    const groups = [...this.#readers.keys()].map(this.groupOf);
    for (const group of groups) await untilDivided(this.context, group, 1, partitions);
  }

  /** Resolves when each group has so many members, or its reader has failed: how long it takes to start is not what is compared. */
  async untilJoined(count = 1): Promise<void> {
    const { observer } = this.context;
    const hasJoined = async (name: string, reader: Reader) =>
      reader.failure !== undefined ||
      (await describeGroup(observer, this.groupOf(name)).then(
        ({ members }) => members.length >= count,
        () => false,
      ));
    const joining = [...this.#readers].map(([name, reader]) =>
      eventually(`${name} is in its group`, () => hasJoined(name, reader), 3 * PATIENCE_MS).catch(() => undefined),
    );
    await Promise.all(joining);
  }

  /** Resolves when each has seen all of it, or is through in another way: it has failed, or nothing has come for so long. */
  async through(journal: Journal, patienceMs = PATIENCE_MS): Promise<void> {
    const startedAt = performance.now();
    const isSilent = (one: Reader) => performance.now() - Math.max(startedAt, one.lastAt ?? 0) > patienceMs;
    const isThrough = (one: Reader) =>
      one.countOf(journal.run) === journal.sent || one.failure !== undefined || isSilent(one);
    await eventually('all are through', () => this.#all(isThrough), 10 * PATIENCE_MS);
  }

  findings(find: (reader: Reader, name: string) => Finding): Promise<Findings> {
    return ofEach(this.context, ({ name }) => find(this.of(name), name));
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#readers.values()].map((one) => one.stop()));
  }

  #all(condition: (reader: Reader) => boolean): boolean {
    return [...this.#readers.values()].every(condition);
  }
}

/** Resolves when a group has so many members that have partitions, and so many of these in all. */
export async function untilDivided(
  { observer }: Pick<SituationContext, 'observer'>,
  groupId: string,
  members: number,
  partitions: number,
  deadlineMs = 90_000,
): Promise<void> {
  let group: GroupDetails | undefined;
  await eventually(
    `group ${groupId} is divided`,
    async () => {
      group = await describeGroup(observer, groupId).catch(() => undefined);
      if (group?.state !== 'Stable') return false;
      const assigned = group.members.map((member) => member.assigned.flatMap((one) => one.partitions).length);
      const total = assigned.reduce((sum, count) => sum + count, 0);
      return total === partitions && assigned.filter((count) => count > 0).length === members;
    },
    deadlineMs,
    () => Promise.resolve(group ? `${group.state}, ${group.members.length} members` : 'there is none'),
  );
}

/** How much of a journal a reader has seen. */
export function seenOf(reader: Reader, journal: Journal): Finding {
  const seen = reader.countOf(journal.run);
  const { failure } = reader;
  const text = seen === journal.sent ? `all ${seen}` : `${seen} of ${journal.sent}`;
  return { isGood: seen === journal.sent, text: failure === undefined ? text : `${text}, then: ${failure}` };
}

/** The same where all may have changed: who has ended before it read on has skipped nothing in silence. */
export function seenOrTold(reader: Reader, journal: Journal): Finding {
  const { isGood, text } = seenOf(reader, journal);
  return { isGood: isGood || (reader.failure !== undefined && reader.countOf(journal.run) === 0), text };
}
