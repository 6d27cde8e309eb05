import { manifestText, parseManifest, type TopicBackup } from './manifest';

const backup: TopicBackup = {
  topic: 'orders',
  topicId: 'an id',
  clusterId: 'a cluster',
  replicationFactor: 3,
  config: { 'retention.ms': '-1' },
  takenAt: '2026-11-30T00:00:00.000Z',
  isComplete: true,
  partitions: [{ partition: 0, nextOffset: 7, segments: [], gaps: [{ from: 2, to: 4 }] }],
  groups: [{ group: '7', partitions: [{ partition: 0, offset: 3, metadata: 'é' }] }],
};

describe('a manifest', () => {
  test('is read as it was written', () => {
    expect(parseManifest(manifestText(backup), 'm')).toEqual({ ...backup });
  });

  test.each([
    ['cut off', (text: string) => text.slice(0, -10)],
    ['empty', () => ''],
    ['no object', () => 'null'],
    ['without a checksum', (text: string) => text.replace(/,\s*"sha256".*"/, '')],
    ['changed in a number', (text: string) => text.replace('"nextOffset": 7', '"nextOffset": 8')],
    ['changed in a text', (text: string) => text.replace('é', 'e')],
  ])('that is %s counts as damaged', (_, damage) => {
    expect(() => parseManifest(damage(manifestText(backup)), 'm')).toThrow(
      'm is damaged: it does not match its own checksum; take it from another copy of the backup',
    );
  });

  test('of another format is refused by its name', () => {
    const other = manifestText({ ...backup, format: 'kafka-streaming backup 2' } as TopicBackup);
    expect(() => parseManifest(other, 'm')).toThrow(
      'm is of format "kafka-streaming backup 2", but this version reads',
    );
  });
});
