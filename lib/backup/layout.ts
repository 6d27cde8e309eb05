import { join } from 'node:path';

/**
 * What a backup looks like, and why.
 *
 *     FOLDER/backup.json                                        says what the folder is
 *     FOLDER/topics/orders/manifest.json                        all about a topic: the only file that changes
 *     FOLDER/topics/orders/0/00000000000000001200.jsonl.gz      records of partition 0, from offset 1200 on
 *
 * - A record is a line of JSON with the names of kcat's `-J`: `zcat`, `jq` and any language read it, in ten years too. Kafka's own
 *   batches would be smaller and are read by nothing but Kafka's tools. Bytes that are no UTF-8 are `{"base64": …}`, so that none is
 *   changed; topic and partition are not in each line, for the folders say them.
 * - gzip, because everything reads it. A file is a row of gzip members, which counts as one: each block of lines is compressed by
 *   itself, beside the next one.
 * - Files are named by their first offset, as Kafka's segments, and never change. So a second backup only adds some, and what copies
 *   folders elsewhere (rclone, rsync) copies each once.
 * - A manifest for each topic, so that one can be restored, copied or removed alone, and thousands cost no more than their own.
 * - The manifest is written after the files that it names are on the disk, by a rename: whenever a backup is stopped, what the
 *   manifest says is there. A file that no manifest names is what a killed backup left, and is removed by the next.
 */
export const FORMAT = 'kafka-streaming backup 1';

export const markerOf = (folder: string): string => join(folder, 'backup.json');
export const lockOf = (folder: string): string => join(folder, 'lock');
export const topicsOf = (folder: string): string => join(folder, 'topics');
export const topicFolder = (folder: string, topic: string): string => join(topicsOf(folder), topic);
export const manifestOf = (folder: string, topic: string): string => join(topicFolder(folder, topic), 'manifest.json');

/** Relative to the topic's folder, with `/` on every system: it stands in the manifest. */
export const segmentFile = (partition: number, firstOffset: number): string =>
  `${partition}/${String(firstOffset).padStart(20, '0')}.jsonl.gz`;

/** What a file is called until it is whole. */
export const unfinished = (path: string): string => `${path}.part`;

export const isSegmentName = (name: string): boolean => /^\d{20}\.jsonl\.gz(\.part)?$/.test(name);
