import { auditHeader, Journal, newRunId } from '../lib/audit';
import { ClientProcess } from './client-process';
import type { Command } from './contestants';
import type { Answer, WriteOrder } from './programs/program';

/** A producer of one of the clients, with a journal of what it said of each message. */
export class Writer {
  readonly journal = new Journal(newRunId());
  acked = 0;
  /** When the last answer came, milliseconds of `performance.now()`. */
  lastAt: number | undefined;
  error: string | undefined;
  #sent = 0;
  readonly #process: ClientProcess;

  constructor(
    command: Command,
    order: WriteOrder,
    private readonly partitions: number,
  ) {
    this.#process = new ClientProcess(command, 'write', order, (line) => this.#settle(JSON.parse(line) as Answer));
  }

  get failure(): string | undefined {
    return this.#process.failure;
  }

  send(value: string): void {
    const seq = this.#sent++;
    const headers = [auditHeader(this.journal.run, seq, value)];
    this.#process.hand({ seq, partition: seq % this.partitions, value, headers });
  }

  /** Resolves when it has ended, all of its messages settled or not. @returns how long that took, milliseconds */
  async finish(patienceMs?: number): Promise<number | undefined> {
    const tookMs = await this.#process.stop(patienceMs);
    this.journal.complete(this.#sent);
    return tookMs;
  }

  #settle(answer: Answer): void {
    this.lastAt = performance.now();
    if ('error' in answer) {
      this.error ??= answer.error;
      // Who says no more than that there was an error does not say that nothing is stored.
      this.journal.settle(answer.seq, { outcome: 'unknown' });
      return;
    }
    this.acked++;
    this.journal.settle(answer.seq, { outcome: 'acked', partition: answer.partition, offset: answer.offset });
  }
}
