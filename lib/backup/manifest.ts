import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { BackupError } from './backup-error';
import { writeDurably } from './durable';
import { FORMAT, manifestOf } from './layout';

/** A file of records of one partition. */
export interface Segment {
  /** Relative to the topic's folder: `0/00000000000000001200.jsonl.gz`. */
  readonly file: string;
  readonly firstOffset: number;
  readonly lastOffset: number;
  /** Fewer than offsets where some were compacted away, aborted, or are no records. */
  readonly records: number;
  /** Of its youngest record, milliseconds since 1970. */
  readonly maxTimestamp: number;
  /** Of the file, compressed. */
  readonly bytes: number;
  /** Of the file, in hexadecimal. */
  readonly sha256: string;
  /** Of what its last record says (`fingerprint`), by which a log that was written anew is known. @default - an earlier version did not say */
  readonly lastSha256?: string;
}

/** Offsets that a backup does not have, the last one included. Some of them may have been no records. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

export interface PartitionBackup {
  readonly partition: number;
  /** Where the next backup goes on. */
  readonly nextOffset: number;
  /** In order of their offsets. */
  readonly segments: readonly Segment[];
  /** What retention had removed before it could be taken. */
  readonly gaps: readonly Gap[];
  /** What an open transaction withheld from the last backup, some of it acknowledged already. @default - nothing */
  readonly withheld?: Gap | undefined;
}

export interface CommittedPartition {
  readonly partition: number;
  readonly offset: number;
  readonly metadata: string;
}

export interface GroupBackup {
  readonly group: string;
  readonly partitions: readonly CommittedPartition[];
}

/** All about a topic: what `manifest.json` in its folder holds. */
export interface TopicBackup {
  readonly topic: string;
  /** By these a topic that was made anew is told from the one that was backed up. */
  readonly topicId: string;
  readonly clusterId: string;
  readonly replicationFactor: number;
  /** What is set for the topic itself, by Kafka's names. */
  readonly config: Readonly<Record<string, string>>;
  /** When the last backup of it began, ISO 8601. */
  readonly takenAt: string;
  /** Whether that came to its end. */
  readonly isComplete: boolean;
  /** By number, without gaps. */
  readonly partitions: readonly PartitionBackup[];
  /** What groups had committed when the last backup began: no later than the records, so that none is skipped after a restore. */
  readonly groups: readonly GroupBackup[];
}

export const recordsIn = (segments: readonly Segment[]): number =>
  segments.reduce((sum, { records }) => sum + records, 0);

export const bytesIn = (segments: readonly Segment[]): number => segments.reduce((sum, { bytes }) => sum + bytes, 0);

export const segmentsOf = ({ partitions }: TopicBackup): readonly Segment[] =>
  partitions.flatMap(({ segments }) => segments);

const checksum = (body: object): string => createHash('sha256').update(JSON.stringify(body)).digest('hex');

/** The text of the file: its own checksum is its last field, of all before it without white space. */
export function manifestText(backup: TopicBackup): string {
  const body = { format: FORMAT, ...backup };
  return `${JSON.stringify({ ...body, sha256: checksum(body) }, null, 1)}\n`;
}

/** @throws {BackupError} for a text that is none, is damaged, or of a later format */
export function parseManifest(text: string, path: string): TopicBackup {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw damaged(path);
  }
  if (typeof parsed !== 'object' || parsed === null) throw damaged(path);
  const { sha256, ...body } = parsed as Record<string, unknown>;
  if (sha256 !== checksum(body)) throw damaged(path);
  const { format, ...backup } = body;
  if (format === FORMAT) return backup as unknown as TopicBackup;
  throw new BackupError(`${path} is of format "${String(format)}", but this version reads "${FORMAT}"`);
}

const damaged = (path: string): BackupError =>
  new BackupError(`${path} is damaged: it does not match its own checksum; take it from another copy of the backup`);

/** undefined where there is none. @throws {BackupError} for one that is damaged */
export async function readManifest(folder: string, topic: string): Promise<TopicBackup | undefined> {
  const path = manifestOf(folder, topic);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return parseManifest(text, path);
}

export const writeManifest = (folder: string, backup: TopicBackup): Promise<void> =>
  writeDurably(manifestOf(folder, backup.topic), manifestText(backup));
