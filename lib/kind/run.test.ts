import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processIdentity } from '../common/process-identity';
import { run } from './run';

const sh = (script: string, options?: Parameters<typeof run>[2]) => run('sh', ['-c', script], options);

test('a command resolves with both of its outputs', async () => {
  expect(await sh('echo out; echo err >&2')).toEqual({ stdout: 'out\n', stderr: 'err\n' });
});

test('one that fails rejects with the command and what it wrote on stderr', async () => {
  await expect(sh('echo out; echo no such cluster >&2; exit 3')).rejects.toMatchObject({
    code: 'COMMAND_FAILED',
    exitCode: 1,
    message: expect.stringMatching(/^sh -c .* ended with exit code 3: no such cluster$/) as string,
  });
});

test('one that is not there rejects', async () => {
  await expect(run('no-such-command', [])).rejects.toThrow(/ENOENT/);
});

test('one that is late is ended', async () => {
  await expect(sh('sleep 60', { deadlineMs: 100 })).rejects.toThrow(/^sh -c sleep 60 did not end within 0.1 s: /);
});

test('an abort ends it with all that it has started, and rejects with the reason', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'run-'));
  const pid = join(folder, 'pid');
  const stop = new AbortController();
  const running = sh(`sleep 60 & echo $! > ${pid}; echo ready > ${pid}.done; wait`, { signal: stop.signal });
  const reason = new Error('stopped by SIGINT');
  while (!readable(`${pid}.done`)) await new Promise((next) => setTimeout(next, 10));
  stop.abort(reason);
  await expect(running).rejects.toBe(reason);
  expect(processIdentity(Number(readFileSync(pid, 'utf8')))).toBeUndefined();
  rmSync(folder, { recursive: true });
});

const readable = (path: string): boolean => {
  try {
    return readFileSync(path, 'utf8') !== '';
  } catch {
    return false;
  }
};
