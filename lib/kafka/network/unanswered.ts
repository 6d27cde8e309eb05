import type { ClientHooks, SentRequest, Tell } from '../hooks';

/** A request, from when it was made. */
export interface Asked extends Omit<SentRequest, 'sentAt'> {
  sentAt: number | undefined;
}

interface Waiting {
  readonly asked: Asked;
  readonly resolve: (answer: Buffer) => void;
  readonly reject: (error: Error) => void;
  timer: NodeJS.Timeout | undefined;
}

/** The questions of a connection that have no answer yet, by correlation id. */
export class Unanswered {
  readonly #waiting = new Map<number, Waiting>();
  #receivedAt = 0;

  /** @param onSilence called when nothing came for as long as a question allows */
  constructor(
    private readonly address: string,
    private readonly tell: Tell<ClientHooks>,
    private readonly onSilence: () => void,
  ) {}

  has(id: number): boolean {
    return this.#waiting.has(id);
  }

  add(asked: Asked): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(asked.correlationId, { asked, resolve, reject, timer: undefined });
      this.#count();
    });
  }

  /** From now on, when it was sent, the time of a question counts; from the last byte that came, of whatever answer. */
  start(id: number, timeoutMs: number): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    waiting.asked.sentAt = Date.now();
    const sentAt = performance.now();
    const wait = (ms: number) => (waiting.timer = setTimeout(check, ms));
    const check = () => {
      const silentMs = performance.now() - Math.max(sentAt, this.#receivedAt);
      // A timer may be early by a millisecond.
      if (silentMs < timeoutMs - 1) wait(timeoutMs - silentMs);
      else {
        this.tell('timedOut', waiting.asked);
        this.onSilence();
      }
    };
    wait(timeoutMs);
  }

  /** When some bytes came last, as `performance.now` counts. */
  get receivedAt(): number {
    return this.#receivedAt;
  }

  /** Some bytes came. */
  received(): void {
    this.#receivedAt = performance.now();
  }

  /** @throws {RangeError} when nobody asked */
  answer(id: number, answer: Buffer): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) throw new RangeError(`question ${id} is answered twice`);
    this.#waiting.delete(id);
    clearTimeout(waiting.timer);
    this.#count();
    this.tell('answered', { answeredAt: Date.now(), bytes: answer.length, ...waiting.asked });
    waiting.resolve(answer);
  }

  fail(error: Error): void {
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(error);
    }
    this.#waiting.clear();
    this.#count();
  }

  #count(): void {
    this.tell('waiting', { address: this.address, requests: this.#waiting.size });
  }
}
