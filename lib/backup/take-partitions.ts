import { read, type AdminOptions, type Client, type MessageBatch } from '../kafka';
import { topicFolder } from './layout';
import type { Segment } from './manifest';
import { fingerprint } from './record';
import { requireSame, writtenAnew } from './require-same';
import { SegmentWriter } from './segment-writer';
import type { TopicAtHand } from './topic-at-hand';
import type { TopicManifest } from './topic-manifest';

/** Where a partition was when this backup came to it, and how far it is. */
export interface Course {
  readonly partition: number;
  /** Up to it all was taken before; of one that is new, where it begins. */
  readonly from: number;
  /** The last that was taken before, which is still there unless something else is in its place. */
  readonly known: Segment | undefined;
  readonly end: number;
  firstRead: number | undefined;
  next: number;
}

interface Taking extends AdminOptions {
  readonly topic: TopicAtHand;
  readonly manifest: TopicManifest;
  readonly folder: string;
  readonly courses: readonly Course[];
  readonly took: (records: number) => void;
}

export async function takePartitions(client: Client, { topic, manifest, folder, courses, took, ...admin }: Taking) {
  const { name } = topic;
  const taking = new Map(
    courses.map((course) => {
      const onSegment = manifest.addSegment.bind(manifest, course.partition);
      return [
        course.partition,
        { course, writer: new SegmentWriter(topicFolder(folder, name), course.partition, onSegment) },
      ];
    }),
  );
  const writers = [...taking.values()].map(({ writer }) => writer);
  const { signal, deadlineMs } = admin;
  const reading = {
    topic: name,
    partitions: courses.map(({ partition }) => partition),
    from: { offset: Object.fromEntries(courses.map((course) => [course.partition, readFrom(course)])) },
    until: 'caught-up',
    ...(signal && { signal }),
    ...(deadlineMs !== undefined && { deadlineMs }),
  } as const;
  try {
    for await (const batch of read(client, reading)) {
      requireId(folder, topic, batch);
      const { course, writer } = taking.get(batch.partition)!;
      requireRecord(folder, name, course, batch.messages);
      const messages = batch.messages.filter(({ offset }) => offset >= course.from);
      course.firstRead ??= messages[0]?.offset;
      await writer.append(messages);
      course.next = Math.max(course.next, batch.nextOffset);
      took(messages.length);
    }
    // Also what was taken until a signal came.
    for (const writer of writers) await writer.finish();
    signal?.throwIfAborted();
  } catch (error) {
    for (const writer of writers) await writer.discard();
    throw error;
  }
}

export const readFrom = ({ known, from }: Course): number => known?.lastOffset ?? from;

/** Where the last record that was taken is another one by now, others have their offsets too: what comes does not follow the backup. */
function requireRecord(
  folder: string,
  topic: string,
  { partition, known }: Course,
  messages: MessageBatch['messages'],
) {
  if (!known) return;
  const there = messages.find(({ offset }) => offset === known.lastOffset);
  if (there && fingerprint(there) !== known.lastSha256) throw writtenAnew(folder, topic, partition, known.lastOffset);
}

/** A topic that is made anew while it is read is read from its beginning. */
function requireId(folder: string, { name, id }: TopicAtHand, { topicId }: MessageBatch): void {
  if (topicId !== id) requireSame(folder, { topic: name, topicId: id }, { id: topicId });
}
