import { execFileSync, spawn, type SpawnOptions } from 'node:child_process';
import path from 'node:path';

export const root = path.join(__dirname, '..');

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/**
 * The results of `rounds` rounds, in each of which every contestant runs once: whatever slows the machine down slows them all.
 * The first round warms up and does not count.
 */
export async function interleavedRuns<Name extends string, Result>(
  contestants: Readonly<Record<Name, () => Promise<Result>>>,
  rounds: number,
): Promise<Record<Name, Result[]>> {
  const names = Object.keys(contestants) as Name[];
  const results = Object.fromEntries(names.map((name) => [name, [] as Result[]])) as Record<Name, Result[]>;
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const result = await contestants[name]();
      if (round > 0) results[name].push(result);
    }
  }
  return results;
}

/** The medians of such runs. */
export async function interleaved<Name extends string>(
  contestants: Readonly<Record<Name, () => Promise<number>>>,
  rounds: number,
): Promise<Record<Name, number>> {
  const results = await interleavedRuns(contestants, rounds);
  const medians = Object.entries<number[]>(results).map(([name, values]) => [name, median(values)]);
  return Object.fromEntries(medians) as Record<Name, number>;
}

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly input?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** @default - the checkout */
  readonly cwd?: string;
  /** Measure until this is printed, instead of until the end. */
  readonly until?: RegExp;
}

/** Milliseconds from the start of a process to its end, or to what `until` waits for. Fails when the process does. */
export function wallTime({ file, args, input, env, cwd = root, until }: Command): Promise<number> {
  const options: SpawnOptions = { cwd, env: { ...process.env, ...env }, stdio: 'pipe' };
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const child = spawn(file, args, options);
    let output = '';
    let seenAt: number | undefined;
    const read = (data: Buffer) => {
      output += data.toString();
      if (until?.test(output)) seenAt ??= performance.now();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.stdin?.end(input);
    child.on('error', reject);
    child.on('close', (exitCode) => {
      const endedAt = until ? seenAt : performance.now();
      if (exitCode === 0 && endedAt !== undefined) resolve(endedAt - startedAt);
      else reject(new Error(`${file} ${args.join(' ')} ended ${exitCode}:\n${output}`));
    });
  });
}

/** What processes take of the memory, together. */
export const residentBytes = (pids: readonly number[]): number =>
  execFileSync('ps', ['-o', 'rss=', '-p', pids.join(',')], { encoding: 'utf8' })
    .trim()
    .split(/\s+/)
    .reduce((sum, size) => sum + Number(size) * 1024, 0);

export interface Row {
  readonly what: string;
  readonly ours: string;
  readonly other: string;
  /** Ours by the other's; undefined where there is nothing to compare with. */
  readonly ratio: number | undefined;
  readonly bar: string;
}

/** Says why a row has no figures. */
export const notHere = (what: string, reason: string): Row => ({
  what,
  ours: '',
  other: reason,
  ratio: undefined,
  bar: '',
});

export const ratioRow = (what: string, ours: number, other: number, bar: number, otherName: string): Row => ({
  what,
  ours: `${Math.round(ours)} ms`,
  other: `${Math.round(other)} ms  ${otherName}`,
  ratio: ours / other,
  bar: `≤ ${bar}`,
});
