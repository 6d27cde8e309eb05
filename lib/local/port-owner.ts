import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

interface Source {
  readonly command: string;
  readonly args: (port: number) => string[];
  /** With the groups pid and name. */
  readonly answer: RegExp;
}

// What tells who listens on a port: the first is Linux's, the second is on macOS and most others.
const SOURCES: readonly Source[] = [
  {
    command: 'ss',
    args: (port) => ['-Hltnp', `sport = :${port}`],
    answer: /\("(?<name>[^"]+)",pid=(?<pid>\d+)/,
  },
  {
    command: 'lsof',
    args: (port) => ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'],
    answer: /^p(?<pid>\d+)\nc(?<name>.+)$/m,
  },
];

/** Who listens on `port`, such as `java (process 4711)`; `another process` where that cannot be seen, as with another user's. */
export async function portOwner(port: number): Promise<string> {
  for (const { command, args, answer } of SOURCES) {
    const { stdout } = await promisify(execFile)(command, args(port)).catch(() => ({ stdout: '' }));
    const { name, pid } = answer.exec(stdout)?.groups ?? {};
    if (name !== undefined && pid !== undefined) return `${name} (process ${pid})`;
  }
  return 'another process';
}
