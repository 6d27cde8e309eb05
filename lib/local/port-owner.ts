import { execFile } from 'node:child_process';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { workingFolder } from '../common/command-lines';
import { SERVER_COMMAND } from './servers/roles';

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

export interface PortOwner {
  readonly text: string;
  /** Of a server of a local run, such as `/home/me/kafka/.local/kafka/broker-1`. */
  readonly serverFolder: string | undefined;
}

/**
 * Who listens on `port`, such as `nginx (process 4711)` or, of a local run, `/home/me/kafka/.local/kafka/broker-1 (process 4711)`;
 * `another process` where that cannot be seen, as with another user's.
 */
export async function portOwner(port: number): Promise<PortOwner> {
  for (const { command, args, answer } of SOURCES) {
    const { name, pid } = answer.exec(await output(command, args(port)))?.groups ?? {};
    if (name === undefined || pid === undefined) continue;
    const serverFolder = await serverFolderOf(pid);
    return { text: `${serverFolder ?? name} (process ${pid})`, serverFolder };
  }
  return { text: 'another process', serverFolder: undefined };
}

/**
 * A local run's JVM ends its command line with its properties file: the user may have forgotten another checkout. It runs in its
 * folder, which may have been moved since.
 */
async function serverFolderOf(pid: string): Promise<string | undefined> {
  const commandLine = await output('ps', ['-ww', '-o', 'args=', '-p', pid]);
  const started = SERVER_COMMAND.exec(commandLine.trim())?.[1];
  return started === undefined ? undefined : movedTo(started, workingFolder(Number(pid)));
}

/** Where the cluster of a server is found now: not by a folder of another name than the server's. */
export const movedTo = (started: string, now: string | undefined): string =>
  now !== undefined && basename(now) === basename(started) ? now : started;

const output = async (command: string, args: string[]): Promise<string> =>
  (await promisify(execFile)(command, args).catch(() => ({ stdout: '' }))).stdout;
