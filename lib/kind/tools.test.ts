import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'tools-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const install = (tool: string, script: string) =>
  writeFileSync(join(folder, tool), `#!/bin/sh\n${script}\n`, { mode: 0o755 });

/** In a process of its own with nothing but `folder` on its PATH. */
function ask(expression: string): string {
  const code = `require('./lib/kind/tools').${expression}.catch((e) => e.message).then((answer) => console.log(answer))`;
  const args = ['-r', './register.js', '-e', code];
  const cwd = join(__dirname, '../..');
  return spawnSync(process.execPath, args, { cwd, env: { PATH: folder }, encoding: 'utf8' }).stdout.trim();
}

test('all that is missing is told at once, with where to get it', () => {
  install('docker', 'exit 0');
  expect(ask('whyNoKind()')).toBe('no kind and no kubectl on the PATH');
  expect(ask('requireTools()')).toMatch(
    /^no kind and no kubectl on the PATH: install kind \(https:.*\) and kubectl \(https:.*\), or use --on local$/,
  );
});

describe('where all tools are', () => {
  beforeEach(() => ['kind', 'kubectl'].forEach((tool) => install(tool, 'exit 0')));

  test('nothing stands in the way when the engine answers', () => {
    install('docker', 'exit 0');
    expect(ask('whyNoKind()')).toBe('undefined');
    expect(ask('requireTools()')).toBe('undefined');
  });

  test('an engine that refuses is told', () => {
    install('docker', 'exit 1');
    expect(ask('whyNoKind()')).toBe('the Docker engine does not answer');
    expect(ask('requireTools()')).toBe('the Docker engine does not answer: start it, or use --on local');
  });

  test('an engine that takes its time, as on a busy machine, is waited for', () => {
    install('docker', 'exec /bin/sleep 1');
    expect(ask('whyNoKind()')).toBe('undefined');
  });

  test('an engine that hangs does not hold up a start on this machine for long', () => {
    install('docker', 'exec /bin/sleep 60');
    expect(ask('whyNoKind()')).toBe('the Docker engine does not answer');
  }, 20_000);
});
