import { identityOf, type AuditedMessage } from '../lib/audit';
import { ClientProcess } from './client-process';
import type { Command } from './contestants';
import type { ReadOrder } from './programs/program';

export interface Seen extends AuditedMessage {
  readonly topic: string;
}

interface Printed {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly value: string | null;
  readonly headers: readonly (readonly [name: string, value: string | null])[];
}

/** With their defaults, most would ask every five minutes. */
const METADATA_MAX_AGE_MS = 10_000;

const bytes = (base64: string | null): Buffer | null => (base64 === null ? null : Buffer.from(base64, 'base64'));

/** A member of a group, of one of the clients, and what it was handed. */
export class Reader {
  readonly seen: Seen[] = [];
  /** When the last one came, milliseconds of `performance.now()`. */
  lastAt: number | undefined;
  readonly #process: ClientProcess;
  readonly #numbers = new Map<string, Set<number>>();

  constructor(command: Command, order: Omit<ReadOrder, 'metadataMaxAgeMs'>) {
    this.#process = new ClientProcess(command, 'read', { ...order, metadataMaxAgeMs: METADATA_MAX_AGE_MS }, (line) => {
      const { value, headers, ...place } = JSON.parse(line) as Printed;
      const message = { ...place, key: null, value: bytes(value) };
      this.#take({ ...message, headers: headers.map(([name, value]) => [name, bytes(value)]) });
    });
  }

  get failure(): string | undefined {
    return this.#process.failure;
  }

  /** How many of the messages of a journal it has seen, each counted once. */
  countOf(run: string): number {
    return this.#numbers.get(run)?.size ?? 0;
  }

  stop(): Promise<number | undefined> {
    return this.#process.stop();
  }

  #take(message: Seen): void {
    this.seen.push(message);
    this.lastAt = performance.now();
    const identity = identityOf(message.headers);
    if (!identity) return;
    let numbers = this.#numbers.get(identity.run);
    if (!numbers) this.#numbers.set(identity.run, (numbers = new Set()));
    numbers.add(identity.seq);
  }
}
