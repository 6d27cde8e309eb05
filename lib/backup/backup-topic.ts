import {
  findOffsets,
  read,
  withheldOffsets,
  type AdminOptions,
  type Client,
  type MessageBatch,
  type WithheldOffsets,
} from '../kafka';
import { removeUnnamed } from './backup-folder';
import { fingerprint } from './record';
import { requireSame, writtenAnew } from './require-same';
import { topicFolder } from './layout';
import {
  readManifest,
  recordsIn,
  segmentsOf,
  type Gap,
  type GroupBackup,
  type Segment,
  type TopicBackup,
} from './manifest';
import { SegmentWriter } from './segment-writer';
import { ownConfig, type TopicAtHand } from './topic-at-hand';
import { TopicManifest } from './topic-manifest';

/** Each holds a block of records, and has a file open. */
const PARTITIONS_AT_ONCE = 8;

export interface TopicTaken {
  /** All that the folder has of the topic now. */
  readonly backup: TopicBackup;
  /** Of those, what came by this backup. */
  readonly newRecords: number;
  readonly newGaps: readonly (Gap & { readonly partition: number })[];
  /** What the next backup takes, once the transactions have ended that are open there. */
  readonly withheld: readonly WithheldOffsets[];
}

export interface TakeOptions extends AdminOptions {
  readonly folder: string;
  readonly groups: readonly GroupBackup[];
  readonly onProgress: (records: number, ofOffsets: number) => void;
  /** Told that open transactions are given time to end. */
  readonly onWait: (withheld: readonly WithheldOffsets[]) => void;
  /** How long, milliseconds. */
  readonly patienceMs: number;
}

/** Where a partition was when this backup came to it, and how far it is. */
interface Course {
  readonly partition: number;
  /** Up to it all was taken before; of one that is new, where it begins. */
  readonly from: number;
  /** The last that was taken before, which is still there unless something else is in its place. */
  readonly known: Segment | undefined;
  readonly end: number;
  firstRead: number | undefined;
  next: number;
}

/**
 * Takes what came to a topic since its last backup, up to where it ends now. When stopped, it leaves what it has as a backup, and
 * then throws the reason of the signal.
 * @throws {BackupError} where the folder has another topic of that name
 */
export async function backupTopic(client: Client, topic: TopicAtHand, options: TakeOptions): Promise<TopicTaken> {
  const { folder, groups, onProgress, onWait, patienceMs, ...admin } = options;
  const { name } = topic;
  const previous = await readManifest(folder, name);
  const ends = await findOffsets(client, name, 'latest', admin);
  if (previous) requireSame(folder, previous, { id: topic.id, clusterId: client.clusterId, ends });
  const config = await ownConfig(client, name, admin);
  const starts = await offsetsOf(client, name, 'earliest', admin);
  // Before the records: what is committed by then is among those that are read.
  const withheld = await withheldOffsets(client, name, { ...admin, ends, patienceMs, onWait });
  const manifest = new TopicManifest(folder, {
    topic: name,
    topicId: topic.id,
    clusterId: client.clusterId,
    replicationFactor: topic.replicationFactor,
    config,
    takenAt: new Date().toISOString(),
    isComplete: false,
    partitions: ends
      .map(
        ({ partition }) =>
          previous?.partitions[partition] ?? { partition, nextOffset: starts.get(partition)!, segments: [], gaps: [] },
      )
      .map((partition) => ({ ...partition, withheld: undefined })),
    groups,
  });
  await manifest.begin();
  await removeUnnamed(folder, manifest.backup);

  const courses = ends.map(({ partition, offset: end }): Course => {
    const { nextOffset: from, segments } = manifest.backup.partitions[partition]!;
    const last = segments.at(-1);
    const known = last?.lastSha256 !== undefined && last.lastOffset >= starts.get(partition)! ? last : undefined;
    return { partition, from, known, end, firstRead: undefined, next: from };
  });
  const before = recordsIn(segmentsOf(manifest.backup));
  const offsets = courses.reduce((sum, { from, end }) => sum + end - from, 0);
  let taken = 0;
  const took = (records: number) => onProgress((taken += records), offsets);
  const open = courses.filter((course) => readFrom(course) < course.end);
  for (let at = 0; at < open.length; at += PARTITIONS_AT_ONCE) {
    const some = open.slice(at, at + PARTITIONS_AT_ONCE);
    await takePartitions(client, { topic, manifest, folder, courses: some, took, ...admin });
  }
  const newGaps = await gapsOf(client, name, courses, admin);
  for (const { partition, next } of courses) {
    const gaps = newGaps.filter((gap) => gap.partition === partition).map(({ from, to }) => ({ from, to }));
    manifest.reached(partition, Math.max(next, ...gaps.map(({ to }) => to + 1)), gaps);
  }
  const left = stillWithheld(withheld, courses);
  for (const { partition, from, to } of left) manifest.withheld(partition, { from, to });
  await manifest.end(true);
  const { backup } = manifest;
  return { backup, newRecords: recordsIn(segmentsOf(backup)) - before, newGaps, withheld: left };
}

/** A transaction may have ended while others were read. */
const stillWithheld = (withheld: readonly WithheldOffsets[], courses: readonly Course[]): readonly WithheldOffsets[] =>
  withheld.flatMap((offsets) => {
    const from = Math.max(offsets.from, courses.find(({ partition }) => partition === offsets.partition)!.next);
    return from > offsets.to ? [] : [{ ...offsets, from }];
  });

interface Taking extends AdminOptions {
  readonly topic: TopicAtHand;
  readonly manifest: TopicManifest;
  readonly folder: string;
  readonly courses: readonly Course[];
  readonly took: (records: number) => void;
}

async function takePartitions(client: Client, { topic, manifest, folder, courses, took, ...admin }: Taking) {
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

const readFrom = ({ known, from }: Course): number => known?.lastOffset ?? from;

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

/** What this backup would have had, had it come sooner: reading begins where retention has left something. */
async function gapsOf(client: Client, topic: string, courses: readonly Course[], options: AdminOptions) {
  const starts = await offsetsOf(client, topic, 'earliest', options);
  return courses.flatMap(({ partition, from, firstRead }) => {
    const first = Math.min(starts.get(partition)!, firstRead ?? Infinity);
    return first > from ? [{ partition, from, to: first - 1 }] : [];
  });
}

async function offsetsOf(client: Client, topic: string, position: 'earliest', options: AdminOptions) {
  const found = await findOffsets(client, topic, position, options);
  return new Map(found.map(({ partition, offset }) => [partition, offset]));
}
