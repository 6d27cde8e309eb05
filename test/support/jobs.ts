import type { LocalCluster } from './local-cluster';
import { runProgram, type RunOptions } from './run';

/** The values that `npm run produce` produces by default, in order of text. */
export const NUMBERED: readonly string[] = Array.from({ length: 30 }, (_, i) => `New message # ${i}`).sort();

export const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');

/** Runs `npm run NAME` against a cluster. */
export const job = (local: LocalCluster, name: string, args: readonly string[], options?: RunOptions) =>
  runProgram(`lib/cli/${name}.ts`, ['-b', local.bootstrap.join(','), ...args], options);

/** How a program ends that has done what it was asked for, with this on stdout. */
export const done = (stdout: string | RegExp) => ({
  exitCode: 0,
  stdout: typeof stdout === 'string' ? stdout : (expect.stringMatching(stdout) as string),
});

/** @returns `name`, of a topic that was created with `npm run admin` */
export async function topicNamed(local: LocalCluster, name: string, partitions = 3): Promise<string> {
  const created = await job(local, 'admin', ['create', '-n', name, '-p', String(partitions)]);
  expect(created).toMatchObject({ exitCode: 0, stdout: `created ${name}\n` });
  return name;
}
