import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReceivedMessage } from '../../kafka';
import type { Segment } from '../manifest';
import { SegmentWriter } from '../segment-writer';
import { readSegments } from '../read-segments';
import { newOffset } from './new-offset';

const message = (offset: number): ReceivedMessage => ({
  partition: 0,
  offset,
  timestamp: offset,
  timestampType: 'create',
  key: null,
  value: Buffer.from(`value ${offset}`),
  headers: [],
});

/** Of the original: its log begins at 10, has holes, and its third file has none. */
const FILES = [
  [10, 11, 14],
  [20, 25],
  [30, 31, 32, 33],
];
const ALL = FILES.flat();

let folder: string;
const segments: Segment[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'new-offset-'));
  for (const offsets of FILES) {
    const writer = new SegmentWriter(folder, 0, async (segment) => void segments.push(await Promise.resolve(segment)));
    await writer.append(offsets.map(message));
    await writer.finish();
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

test('an offset becomes the number of records before it, whatever the holes', async () => {
  for (let offset = 0; offset < 40; offset++) {
    const before = ALL.filter((each) => each < offset).length;
    expect([offset, await newOffset(folder, segments, offset)]).toEqual([offset, before]);
  }
});

test('without any records every offset becomes 0', async () => {
  expect(await newOffset(folder, [], 17)).toBe(0);
});

test('records are read from any of them on', async () => {
  for (let skip = 0; skip <= ALL.length; skip++) {
    const read: number[] = [];
    for await (const records of readSegments(folder, segments, skip)) read.push(...records.map(({ offset }) => offset));
    expect(read).toEqual(ALL.slice(skip));
  }
});

test('a file that has grown to its bound is followed by another, and none holds what is not finished', async () => {
  const finished: Segment[] = [];
  const writer = new SegmentWriter(folder, 1, async (segment) => void finished.push(await Promise.resolve(segment)), 1);
  const large = Array.from({ length: 5 }, (_, offset) => ({ ...message(offset), value: Buffer.alloc(200_000, 'x') }));
  await writer.append(large);
  await writer.finish();
  expect(finished.map(({ file, records }) => [file, records])).toEqual([
    ['1/00000000000000000000.jsonl.gz', 2],
    ['1/00000000000000000002.jsonl.gz', 2],
    ['1/00000000000000000004.jsonl.gz', 1],
  ]);
  const read: number[] = [];
  for await (const records of readSegments(folder, finished)) read.push(...records.map(({ offset }) => offset));
  expect(read).toEqual([0, 1, 2, 3, 4]);
});
