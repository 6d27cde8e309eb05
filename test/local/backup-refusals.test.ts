import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BackupFixture, SUCCESS } from '../support/backup-fixture';
import { eventually } from '../support/eventually';
import { job } from '../support/jobs';
import type { Running } from '../support/run';
import { temporaryFolder } from '../support/temporary-folder';

jest.setTimeout(240_000);

const kafka = new BackupFixture();

const topic = 'refused';
const PARTITIONS = 6;

beforeAll(async () => {
  await kafka.create({ name: topic, partitions: PARTITIONS });
  await kafka.produce(Array.from({ length: 60 }, (_, i) => ({ topic, partition: i % PARTITIONS, value: `${i}` })));
}, 60_000);

describe('nothing is touched by a restore', () => {
  const to = () => join(kafka.folder, 'refused');
  beforeAll(async () => expect(await kafka.backup(to(), [topic])).toMatchObject(SUCCESS));

  const refused = async (text: RegExp, args: readonly string[] = [topic, '--as', 'never']) => {
    expect(await kafka.restore(to(), args)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(text) as string,
    });
    await expect(kafka.size('never')).rejects.toMatchObject({ code: 'UNKNOWN_TOPIC' });
  };
  const segment = () => {
    const folder = join(to(), 'topics', topic, '3');
    return join(folder, readdirSync(folder)[0]!);
  };

  test('of a backup of which a byte is another one, or a file is missing', async () => {
    const [path, manifest] = [segment(), join(to(), 'topics', topic, 'manifest.json')];
    const [whole, text] = [readFileSync(path), readFileSync(manifest, 'utf8')];
    const flipped = Buffer.from(whole);
    flipped[flipped.length >> 1]! ^= 1;
    writeFileSync(path, flipped);
    await refused(
      /3\/\d{20}\.jsonl\.gz is damaged: it does not match the checksum in the manifest: take it from another copy/,
    );
    rmSync(path);
    await refused(/3\/\d{20}\.jsonl\.gz is missing: take it from another copy/);
    writeFileSync(path, whole);
    writeFileSync(manifest, text.replace('"replicationFactor": 1', '"replicationFactor": 2'));
    await refused(/manifest\.json is damaged: it does not match its own checksum/);
    writeFileSync(manifest, text);
  });

  test('into a topic that is another one', async () => {
    await kafka.create({ name: 'other', partitions: PARTITIONS });
    await kafka.produce([{ topic: 'other', partition: 4, value: 'of others' }]);
    await refused(
      /topic "other" exists, and is not what an interrupted restore leaves \(other\/4: the record at offset 0 is another one than in the backup, where it had offset 0\): delete it first \(npm run topics -- delete other .*\), or restore beside it with --as NAME/,
      [topic, '--as', 'other'],
    );
    await kafka.create({ name: 'fewer', partitions: 2 });
    await refused(/topic "fewer" exists and has 2 partitions, but the backup 6/, [topic, '--as', 'fewer']);
    await kafka.produce([{ topic, partition: 0, value: 'one more' }]);
    await refused(/refused\/0: offset \d+ is a record more than the backup has/, [topic]);
  });

  test('that has too few brokers, or whose words contradict each other', async () => {
    await refused(
      /topic "never" has replication factor 2, but only 1 broker is up: start the others, or restore with -r 1/,
      [topic, '--as', 'never', '-r', '2'],
    );
    await refused(/there is no backup of topic "refusd" in .*: did you mean "refused"\?/, ['refusd', '--as', 'never']);
    await refused(/--as is another name for one topic, but 0 are named/, ['--as', 'never']);
    await refused(/config "retention\.mss" of topic "never" is no topic property/, [
      topic,
      '--as',
      'never',
      '-c',
      'retention.mss=1',
    ]);
  });
});

test('a group that is live is not taken back', async () => {
  const to = join(kafka.folder, 'live');
  await kafka.create({ name: 'live' });
  await kafka.produce([{ topic: 'live', value: 'a' }]);
  const { local } = kafka;
  const member = job(local, 'consume', ['-t', 'live', '-g', 'readers', '--follow']);
  try {
    await eventually('it has committed', async () => {
      const { stdout } = await job(local, 'groups', ['describe', 'readers']);
      return /live +0 +1 +1 +0/.test(stdout);
    });
    expect(await kafka.backup(to, ['live'])).toMatchObject(SUCCESS);
    expect(await kafka.restore(to, ['live'])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining(
        'group "readers" has 1 member: stop them first, or restore with --no-groups',
      ) as string,
    });
  } finally {
    member.kill('SIGINT');
    await member;
  }
});

test('a topic that was put back from an older copy, and has others since at offsets that a backup has, does not follow it', async () => {
  const to = join(kafka.folder, 'older');
  await kafka.create({ name: 'older', partitions: 2 });
  const wrote = (what: string) =>
    kafka.produce(Array.from({ length: 20 }, (_, i) => ({ topic: 'older', partition: i % 2, value: `${what} ${i}` })));
  await wrote('first');
  const copy = join(kafka.folder, 'copy');
  await kafka.whileDown(() => cpSync(kafka.local.folder, copy, { recursive: true }));
  await wrote('lost');
  expect(await kafka.backup(to, ['older'])).toMatchObject({
    ...SUCCESS,
    stdout: expect.stringContaining('40') as string,
  });
  await kafka.whileDown(() => {
    rmSync(kafka.local.folder, { recursive: true });
    cpSync(copy, kafka.local.folder, { recursive: true });
  });
  // As many as before, and then more: the end alone does not tell.
  for (const what of ['anew', 'more']) {
    await wrote(what);
    expect(await kafka.backup(to, ['older'])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(
        /older\/[01] has another record at offset 19 than the backup in .*: it has lost records since, and was written to anew; back it up to another folder/,
      ) as string,
    });
  }
  expect(await kafka.backup(join(kafka.folder, 'since'), ['older'])).toMatchObject(SUCCESS);
});

describe('a folder', () => {
  const refusedFolders = [
    [
      'of something else',
      (folder: string) => writeFileSync(join(folder, 'letter.txt'), ''),
      /holds something else \(letter\.txt\): name an empty folder, or one of a backup/,
    ],
  ] as const;

  test.each(refusedFolders)('%s is left alone', async (_, arrange, text) => {
    const folder = await temporaryFolder('kafka-streaming-other-');
    arrange(folder);
    expect(await kafka.backup(folder)).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(text) as string });
    expect(await kafka.restore(folder)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/there is no backup in/) as string,
    });
  });

  test('that is nowhere, no folder, empty, or cannot be written is told', async () => {
    const nowhere = join(kafka.folder, 'a', 'b');
    const file = join(kafka.folder, 'file');
    writeFileSync(file, '');
    const empty = await temporaryFolder('kafka-streaming-empty-');
    const told = async (ended: Running, text: RegExp) =>
      expect(await ended).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(text) as string });
    await told(kafka.backup(nowhere), /there is no folder .*\/a for .*\/b to be in: make it, or mount what it is/);
    await told(kafka.restore(nowhere), /there is no folder /);
    await told(kafka.backup(file), /file is a file: name a folder/);
    await told(kafka.restore(empty), /is empty: there is no backup in it/);
    await told(kafka.backup('/proc/backup'), /\/proc\/backup cannot be used: /);
    await told(kafka.backup(empty, ['missing']), /there is no topic "missing"/);
    await told(kafka.backup(empty, ['__consumer_offsets']), /is Kafka's own|there is no topic/);
  });
});
