import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../test/support/eventually';
import { endedAt, watchEnd } from './end-watcher';
import { releaseLock, takeLock, withLock } from './lock';
import { runningProcess, writePidFile } from './pid-file';
import { spawnDetached } from './spawn-detached';
import { terminate } from './terminate';

describe('a process known by its pid file', () => {
  let folder: string;
  let file: string;
  let child: ChildProcess;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'process-'));
    file = join(folder, 'pid');
  });
  afterEach(() => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  const start = async (script: string) => {
    child = spawn(process.execPath, ['-e', `${script}; console.log('ready'); setInterval(() => {}, 1e6)`]);
    await once(child.stdout!, 'data');
    writePidFile(file, child.pid!);
    return runningProcess(file)!;
  };

  test('is stopped by SIGTERM', async () => {
    const running = await start('');
    expect(running.pid).toBe(child.pid);
    expect(await terminate(running, 10_000, 'it')).toBe('stopped');
    expect(runningProcess(file)).toBeUndefined();
  });

  test('is killed when it does not end on SIGTERM', async () => {
    expect(await terminate(await start('process.on("SIGTERM", () => {})'), 100, 'it')).toBe('killed');
    expect(runningProcess(file)).toBeUndefined();
  });

  test('is known by a folder that was moved or is linked, and not by a copy of it', async () => {
    const running = await start('');
    const moved = `${folder}-moved`;
    renameSync(folder, moved);
    cpSync(moved, folder, { recursive: true });
    symlinkSync(moved, `${folder}-linked`);
    expect(runningProcess(file)).toBeUndefined();
    expect(runningProcess(join(moved, 'pid'))?.pid).toBe(running.pid);
    expect(runningProcess(join(`${folder}-linked`, 'pid'))?.pid).toBe(running.pid);
    for (const path of [moved, `${folder}-linked`]) rmSync(path, { recursive: true });
  });

  test('is never taken for a later one that got its id', async () => {
    const running = await start('');
    writeFileSync(file, `${running.pid}\nsome earlier time\n`);
    expect(runningProcess(file)).toBeUndefined();
    expect(await terminate({ ...running, identity: 'some earlier time' }, 0, 'it')).toBe('stopped');
    expect(child.exitCode ?? child.signalCode).toBeNull();
  });
});

describe('a lock', () => {
  let folder: string;
  let lock: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lock-'));
    lock = join(folder, 'lock');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('has one holder, and leaves nothing when it is released', () => {
    expect(takeLock(lock)).toBeUndefined();
    expect(takeLock(lock)?.pid).toBe(process.pid);
    releaseLock(lock);
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each(['', '1\nsome earlier time\n'])('is taken over from a dead holder (%j)', (text) => {
    writeFileSync(lock, text);
    expect(takeLock(lock)).toBeUndefined();
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  test('makes those that wait for it work one after another', async () => {
    let working = 0;
    const most: number[] = [];
    const work = async () => {
      most.push(++working);
      await new Promise((done) => setTimeout(done, 20));
      working--;
    };
    await Promise.all([1, 2, 3].map(() => withLock(lock, undefined, work)));
    expect(most).toEqual([1, 1, 1]);
  });

  test('is not waited for any longer once the signal aborts', async () => {
    takeLock(lock);
    const reason = new Error('stopped');
    await expect(withLock(lock, AbortSignal.abort(reason), () => Promise.resolve())).rejects.toBe(reason);
  });
});

describe('the end of a process that nobody waits for', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'end-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test.each(['SIGTERM', 'SIGKILL'] as const)('is taken down to the second when %s ends it', async (signal) => {
    const file = join(folder, 'ended');
    const watcher = watchEnd(file);
    const { pid, exited } = await spawnDetached('sleep', ['1000'], {
      log: join(folder, 'log'),
      inherits: [watcher.line],
    });
    watcher.release();
    expect(endedAt(file)).toBeUndefined();
    const start = Math.floor(Date.now() / 1000);
    process.kill(pid, signal);
    await exited;
    await eventually('the end is known', () => endedAt(file) !== undefined);
    expect(endedAt(file)!.getTime() / 1000).toBeGreaterThanOrEqual(start);
    expect(endedAt(file)!.getTime()).toBeLessThanOrEqual(Date.now());
  });
});

test("another user's process is not stopped, and whose it is, is told", () => {
  // The first process of all is root's.
  const script = `
    const { stopDetached } = require('./lib/console/detached');
    const { pidFileText } = require('./lib/common/pid-file');
    const { mkdirSync, mkdtempSync, rmSync, writeFileSync } = require('node:fs');
    if (process.getuid() === 0) process.setuid(65534);
    const folder = mkdtempSync(require('node:path').join(require('node:os').tmpdir(), 'not-permitted-'));
    mkdirSync(folder + '/console');
    writeFileSync(folder + '/console/pid', pidFileText(folder + '/console/pid', 1));
    stopDetached(folder)
      .catch(({ code, exitCode, message }) => console.log(code, exitCode, message))
      .finally(() => rmSync(folder, { recursive: true }));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-r', './register.js', '-e', script], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout).toBe(
    'NOT_PERMITTED 2 the console (process 1) was started by root, who alone may stop it: do this as root\n',
  );
});
