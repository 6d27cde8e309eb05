import type { Delivery } from '../kafka/producer/delivery';
import { bytes, Column, doubles, shorts } from './column';
import type { Destination } from './destination';

/** A delivery, or that the transaction in which the message was written was aborted. */
export type Settlement =
  Extract<Delivery, { readonly outcome: 'acked' }> | { readonly outcome: 'failed' | 'unknown' | 'aborted' };

export type Outcome = Settlement['outcome'];

const OUTCOMES = [undefined, 'acked', 'failed', 'unknown', 'aborted'] as const satisfies (Outcome | undefined)[];

/** What one producer was told about each of its messages. */
export class Journal {
  /** One more than the highest number that was sent or settled. */
  sent = 0;
  /** Whether the producer lived to its end: only then is a message without an outcome an error of the producer. */
  isComplete = false;
  /** Where they were sent to; undefined where the journal does not say it. */
  destination: Destination | undefined;
  readonly settledTwice: number[] = [];
  readonly #outcomes = new Column(bytes);
  readonly #partitions = new Column(shorts);
  readonly #offsets = new Column(doubles);

  /** @param run names the producer's life in headers, journals and reports */
  constructor(readonly run: string) {}

  settle(seq: number, settlement: Settlement): void {
    if (this.#outcomes.get(seq) !== 0) this.settledTwice.push(seq);
    this.sent = Math.max(this.sent, seq + 1);
    this.#outcomes.set(seq, OUTCOMES.indexOf(settlement.outcome));
    if (settlement.outcome !== 'acked') return;
    this.#partitions.set(seq, settlement.partition);
    this.#offsets.set(seq, settlement.offset);
  }

  /** @param sent how many messages there were in all */
  complete(sent: number): void {
    this.sent = Math.max(this.sent, sent);
    this.isComplete = true;
  }

  outcomeOf(seq: number): Outcome | undefined {
    return OUTCOMES[this.#outcomes.get(seq)];
  }

  /** Where an acknowledged message is said to be. */
  placeOf(seq: number): { readonly partition: number; readonly offset: number } {
    return { partition: this.#partitions.get(seq), offset: this.#offsets.get(seq) };
  }
}
