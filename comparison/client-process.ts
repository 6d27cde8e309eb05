import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { Command } from './contestants';

/** Whoever has not ended by then is killed: the time that Kubernetes gives a pod, and as much again. */
const PATIENCE_MS = 60_000;

/** The process of a client that reads or writes. */
export class ClientProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #closed: Promise<unknown>;
  #said = '';

  constructor({ file, args, env }: Command, mode: 'read' | 'write', order: object, takeLine: (line: string) => void) {
    this.#child = spawn(file, [...args, mode, JSON.stringify(order)], { env: { ...process.env, ...env } });
    this.#closed = once(this.#child, 'close');
    this.#child.stdin.on('error', () => undefined);
    this.#child.stderr.on('data', (data: Buffer) => (this.#said = (this.#said + String(data)).slice(-10_000)));
    createInterface(this.#child.stdout).on('line', takeLine);
  }

  hand(line: object): void {
    this.#child.stdin.write(`${JSON.stringify(line)}\n`);
  }

  /** Why it has ended by itself; undefined while it runs. */
  get failure(): string | undefined {
    const { exitCode, signalCode } = this.#child;
    if ((exitCode === null && signalCode === null) || (exitCode === 0 && this.#child.stdin.writableEnded))
      return undefined;
    return reasonIn(this.#said) ?? `exit code ${exitCode ?? signalCode}`;
  }

  /** Tells it to stop. @returns how long it took, milliseconds; undefined for one that had to be killed */
  async stop(patienceMs = PATIENCE_MS): Promise<number | undefined> {
    const startedAt = performance.now();
    this.#child.stdin.end();
    const inTime = await Promise.race([this.#closed.then(() => true), delay(patienceMs, false, { ref: false })]);
    if (inTime) return performance.now() - startedAt;
    this.#child.kill('SIGKILL');
    await this.#closed;
    return undefined;
  }
}

const MAX_LENGTH = 80;

/** The first error that it names, as far as it tells something in a table. */
function reasonIn(said: string): string | undefined {
  const pattern = /^(?:Exception in thread "main" )?(?:\w+\.)*(\w*(?:Error|Exception)s?\b[^:\n]*: .+)/m;
  const reason = pattern.exec(said)?.[1];
  return reason === undefined || reason.length <= MAX_LENGTH ? reason : `${reason.slice(0, MAX_LENGTH)} …`;
}
