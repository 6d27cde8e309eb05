import { findOffsets, withheldOffsets, type AdminOptions, type Client, type WithheldOffsets } from '../kafka';
import { removeUnnamed } from './backup-folder';
import { requireSame } from './require-same';
import { readManifest, recordsIn, segmentsOf, type Gap, type GroupBackup, type TopicBackup } from './manifest';
import { readFrom, takePartitions, type Course } from './take-partitions';
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
