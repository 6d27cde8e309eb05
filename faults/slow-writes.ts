import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

const CALLS = 'write,writev,pwrite64,pwritev,fsync,fdatasync';
const SCOPE_FILE = '/proc/sys/kernel/yama/ptrace_scope';

export function obstacleToSlowWrites(): string | undefined {
  if (spawnSync('strace', ['-V']).error) return 'strace is not installed: apt-get install strace';
  return process.getuid?.() === 0 || ptraceScope() === '0'
    ? undefined
    : 'strace may not trace running processes: sysctl kernel.yama.ptrace_scope=0';
}

function ptraceScope(): string {
  try {
    return readFileSync(SCOPE_FILE, 'utf8').trim();
  } catch {
    return '0';
  }
}

/**
 * Each write of a process to one of the files takes so much longer, as if the disk below them were slow; all its other
 * system calls take some microseconds longer.
 * @returns ends it
 */
export function slowWrites(pid: number, files: readonly string[], delayMs: number): () => Promise<void> {
  const args = [
    ...['-f', '-qq', '-o', '/dev/null', '-p', `${pid}`, '-e', `trace=${CALLS}`],
    ...['-e', `inject=${CALLS}:delay_enter=${delayMs * 1000}`],
    ...files.flatMap((file) => ['-P', file]),
  ];
  const strace = spawn('strace', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  strace.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  const closed = once(strace, 'close');
  return async () => {
    const hasFailed = strace.exitCode !== null;
    strace.kill('SIGTERM');
    await closed;
    if (hasFailed) throw new Error(`strace ended by itself: ${errors}`);
  };
}
