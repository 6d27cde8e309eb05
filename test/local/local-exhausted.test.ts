import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reservePorts } from '../../lib/local';
import { run } from '../support/run';

jest.setTimeout(180_000);

/** A container: processes and mounts of its own, which end with it. */
const CONTAINER = ['--map-root-user', '--mount', '--pid', '--fork', '--mount-proc', '--kill-child'];
const canMount = spawnSync('unshare', [...CONTAINER, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;

/** Runs our verbs in a container on a disk that is then filled, or made read-only, and says how each ended. */
const script = (exhaust: string) => `
  mount -t tmpfs -o size=24m,nr_inodes=2000 tmpfs "$DISK" || exit 99
  verb() { name=$1; shift; node -r ./register.js "lib/cli/$name.ts" $FLAGS "$@" 2>&1; echo "$name $?"; }
  verb up
  ${exhaust}
  verb up
  verb status
  verb down
  verb up
  pgrep -x java && echo "servers are left"
  verb down --delete-data
`;

// Where mounts are forbidden there is no disk that a test could fill.
(canMount ? describe : describe.skip)('a disk of which', () => {
  let disk: string;
  let ports: Awaited<ReturnType<typeof reservePorts>>;
  beforeAll(async () => {
    disk = mkdtempSync(join(tmpdir(), 'kafka-streaming-disk-'));
    ports = await reservePorts();
  });
  afterAll(() => {
    ports.release();
    rmSync(disk, { recursive: true });
  });

  const exhausted = async (how: string) => {
    const { zookeeper, brokers } = ports.hostPorts;
    const FLAGS = `--on local --cluster one-broker --folder ${disk} --zookeeper-port ${zookeeper} --broker-port ${brokers}`;
    const { stdout } = await run('unshare', [...CONTAINER, 'sh', '-c', script(how)], {
      env: { DISK: disk, FLAGS },
      deadlineMs: 150_000,
    });
    return stdout;
  };

  test.each([
    [
      'no byte is free',
      'dd if=/dev/zero of="$DISK/fill" bs=64k 2>/dev/null',
      /is full: 0\.0 MB of \d+\.\d MB are free/,
    ],
    [
      'no inode is free',
      'i=0; while touch "$DISK/$i" 2>/dev/null; do i=$((i+1)); done',
      /has \d+ of its 2000 inodes left/,
    ],
  ])('%s: up and status say so, and down stops and deletes all the same', async (_, how, what) => {
    const said = await exhausted(how);
    expect(said.match(new RegExp(what, 'g'))?.length).toBeGreaterThan(1);
    expect(said.match(/^(up|down) \d$/gm)).toEqual(['up 0', 'up 2', 'down 0', 'up 2', 'down 0']);
    expect(said).toMatch(/delete the data in .* freed/);
    expect(said).not.toMatch(/servers are left|unexpected error/);
  });

  test('nothing may be written: down stops all the same', async () => {
    const said = await exhausted('mount --bind "$DISK" "$DISK" && mount -o remount,bind,ro "$DISK"');
    // A broker that can write nothing may have ended by itself.
    expect(said).toMatch(/stop all servers \((broker-1 \w+, )?zookeeper-1 \w+/);
    expect(said).toMatch(/\/one-broker cannot be written \(EROFS\): make it writable/m);
    expect(said).not.toMatch(/servers are left|unexpected error/);
  });
});
