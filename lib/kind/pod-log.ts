import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { Cluster } from '../cluster';
import { objectName } from '../kubernetes/names';
import { KindError } from './kind-error';
import { targetOf } from './kubectl';

/**
 * The lines that a pod has logged, as `kubectl logs` prints them, as they come.
 * @param pod such as `broker-1`
 * @param flags of `kubectl logs`
 * @throws {KindError} `COMMAND_FAILED` with what it wrote on stderr
 */
export async function* podLog(
  cluster: Cluster,
  pod: string,
  flags: readonly string[],
  signal: AbortSignal,
): AsyncIterable<string> {
  const args = ['logs', objectName(cluster, pod), ...flags];
  const child = spawn('kubectl', [...targetOf(cluster), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const end = () => child.kill();
  // Whatever ends this process, such as a reader that has seen enough.
  process.once('exit', end);
  signal.addEventListener('abort', end, { once: true });
  try {
    const closed = once(child, 'close') as Promise<[number | null]>;
    const complaint = text(child.stderr);
    yield* createInterface({ input: child.stdout, crlfDelay: Infinity });
    const [[code], said] = await Promise.all([closed, complaint]);
    signal.throwIfAborted();
    if (code !== 0) throw new KindError('COMMAND_FAILED', `kubectl ${args.join(' ')}: ${said.trim()}`);
  } finally {
    end();
    process.off('exit', end);
    signal.removeEventListener('abort', end);
  }
}
