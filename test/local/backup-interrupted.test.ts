import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deleteTopic, type Message } from '../../lib/kafka';
import { BackupFixture, SUCCESS } from '../support/backup-fixture';
import { eventually } from '../support/eventually';
import { run, type Running } from '../support/run';
import { temporaryFolder } from '../support/temporary-folder';

jest.setTimeout(480_000);

const kafka = new BackupFixture();

const topic = 'interrupted';
const MANY = 50_000;
const PARTITIONS = 6;

beforeAll(async () => {
  await kafka.create({ name: topic, partitions: PARTITIONS, config: { 'retention.ms': -1 } });
  // What compresses badly takes long enough to be stopped in the middle.
  const message = (i: number): Message => ({
    topic,
    partition: i % PARTITIONS,
    value: `${i} ${randomBytes(500).toString('hex')}`,
    timestamp: i,
  });
  await kafka.produce(Array.from({ length: MANY }, (_, i) => message(i)));
}, 120_000);

const hasBegun = (to: string) => () => {
  const folder = join(to, 'topics', topic, '0');
  return existsSync(folder) && readdirSync(folder).length > 0;
};

/** Ends a command in the middle of its work. */
async function stopped(running: Running, signal: NodeJS.Signals, when: () => boolean | Promise<boolean>) {
  await eventually('it is at work', when, 150_000);
  running.kill(signal);
  return running;
}

test.each(['SIGINT', 'SIGKILL'] as const)(
  'a backup and a restore that %s ended go on where they were',
  async (signal) => {
    const to = join(kafka.folder, signal);
    const ended = await stopped(kafka.backup(to, [topic]), signal, hasBegun(to));
    expect(ended.exitCode).toBe(signal === 'SIGINT' ? 130 : null);
    if (signal === 'SIGINT')
      expect(ended.stderr).toContain(`what was taken until now is in ${to}: the same command goes on`);
    // What there is by then is a backup, that says of itself what it is.
    const early = `early-${signal.toLowerCase()}`;
    expect(await kafka.restore(to, [topic, '--as', early])).toMatchObject({
      ...SUCCESS,
      stderr: expect.stringContaining('was stopped before its end: it has what was taken by then') as string,
    });
    await deleteTopic(kafka.client, early);
    expect(await kafka.backup(to, [topic])).toMatchObject({
      ...SUCCESS,
      stdout: expect.stringMatching(/interrupted +6 +50,000 /) as string,
    });
    const named = JSON.parse(readFileSync(join(to, 'topics', topic, 'manifest.json'), 'utf8')) as {
      partitions: { segments: { file: string }[] }[];
    };
    const files = named.partitions.flatMap(({ segments }) => segments.map(({ file }) => file));
    const there = Array.from({ length: PARTITIONS }, (_, partition) =>
      readdirSync(join(to, 'topics', topic, `${partition}`)).map((name) => `${partition}/${name}`),
    ).flat();
    expect(there.sort()).toEqual(files.sort());

    const copy = `copy-${signal.toLowerCase()}`;
    const isFilling = () =>
      kafka.size(copy).then(
        (size) => size > 0,
        () => false,
      );
    const broken = await stopped(kafka.restore(to, [topic, '--as', copy]), signal, isFilling);
    expect(broken.exitCode).toBe(signal === 'SIGINT' ? 130 : null);
    const left = await kafka.size(copy);
    const resumed = await kafka.restore(to, [topic, '--as', copy, '--json']);
    expect(resumed).toMatchObject(SUCCESS);
    const restored = JSON.parse(resumed.stdout) as { topics: { records: number; sent: number }[] };
    expect(restored.topics).toMatchObject([{ records: MANY, sent: MANY - left }]);
    expect(await kafka.contents(copy)).toEqual(await kafka.contents(topic));
  },
);

/** A container: mounts of its own, which end with it. */
const CONTAINER = ['--map-root-user', '--mount', '--pid', '--fork', '--mount-proc', '--kill-child'];
const canMount = spawnSync('unshare', [...CONTAINER, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;

// Where mounts are forbidden there is no disk that a test could fill.
(canMount ? test : test.skip)(
  'a disk that is full is told, and once there is room the same command goes on',
  async () => {
    const disk = await temporaryFolder('kafka-streaming-disk-');
    const script = `
    mount -t tmpfs -o size=6m tmpfs "$DISK" || exit 99
    backup() { node -r ./register.js lib/cli/backup.ts -b $BROKERS ${topic} --to "$DISK" 2>&1; echo "backup $?"; }
    backup
    mount -o remount,size=200m "$DISK"
    backup
    node -r ./register.js lib/cli/restore.ts -b $BROKERS ${topic} --from "$DISK" --as from-full 2>&1; echo "restore $?"`;
    const env = { DISK: disk, BROKERS: kafka.local.bootstrap.join(',') };
    const { stdout } = await run('unshare', [...CONTAINER, 'sh', '-c', script], { env, deadlineMs: 150_000 });
    expect(stdout).toMatch(
      /no room is left in \S+: what was backed up before stays good; make room, and the same command goes on\nbackup 4\n[^]*backup 0\n[^]*restore 0\n/,
    );
    expect(await kafka.contents('from-full')).toEqual(await kafka.contents(topic));
  },
);
