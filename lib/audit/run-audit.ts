import { Column, doubles, shorts } from './column';
import type { Journal, Outcome } from './journal';
import type { AuditedMessage } from './message';
import type { Anomalies } from './anomalies';

/** One journal against the messages of its run as they are found. */
export class RunAudit {
  /** Where each message was first found, each plus one: 0 is nowhere. */
  readonly #partitions = new Column(shorts);
  readonly #offsets = new Column(doubles);
  readonly #lastOfKey = new Map<number, Map<string, number>>();
  #last = -1;

  /** @param number from 1, stands for the run in `FoundMessages` */
  constructor(
    readonly journal: Journal,
    readonly number: number,
    private readonly anomalies: Anomalies,
  ) {}

  found(seq: number, { partition, offset, key }: AuditedMessage): void {
    // Named only when there is something to report: there may be a million.
    const name = () => `${this.#name(seq)} at ${partition}/${offset}`;
    const first = this.#offsets.get(seq) - 1;
    if (first >= 0) {
      this.anomalies.add('duplicated', `${name()} and at ${this.#partitions.get(seq)}/${first}`);
      return;
    }
    this.#partitions.set(seq, partition);
    this.#offsets.set(seq, offset + 1);
    this.#last = Math.max(this.#last, seq);
    this.#checkOutcome(seq, partition, offset, name);
    // One that was given up may come late: its request was still under way.
    const isSettled = (this.journal.outcomeOf(seq) ?? 'unknown') !== 'unknown';
    if (key && isSettled) this.#checkOrder(seq, partition, key.toString('latin1'), name);
  }

  /** Adds to `outcomes`, names what was never found, and returns how many of unknown outcome were. */
  conclude(outcomes: Record<Outcome, number>): number {
    const { journal } = this;
    for (const seq of journal.settledTwice) this.anomalies.add('settled-twice', this.#name(seq));
    let unknownStored = 0;
    for (let seq = 0; seq < Math.max(journal.sent, this.#last + 1); seq++) {
      const isFound = this.#offsets.get(seq) > 0;
      const outcome = journal.outcomeOf(seq);
      if (outcome === undefined && journal.isComplete) {
        if (seq < journal.sent) this.anomalies.add('unsettled', this.#name(seq));
        continue;
      }
      outcomes[outcome ?? 'unknown']++;
      if (isFound && (outcome ?? 'unknown') === 'unknown') unknownStored++;
      if (!isFound && outcome === 'acked')
        this.anomalies.add('lost', `${this.#name(seq)} acked at ${this.#place(seq)}`);
    }
    return unknownStored;
  }

  #checkOutcome(seq: number, partition: number, offset: number, name: () => string): void {
    const { journal } = this;
    const outcome = journal.outcomeOf(seq);
    if (outcome === 'failed') this.anomalies.add('failed-read', name());
    else if (outcome === 'aborted') this.anomalies.add('aborted-read', name());
    else if (outcome === undefined && journal.isComplete && seq >= journal.sent) this.anomalies.add('phantom', name());
    else if (outcome === 'acked') {
      const acked = journal.placeOf(seq);
      if (acked.partition !== partition || acked.offset !== offset)
        this.anomalies.add('misplaced', `${name()}, acked at ${this.#place(seq)}`);
    }
  }

  #checkOrder(seq: number, partition: number, key: string, name: () => string): void {
    let lastOfKey = this.#lastOfKey.get(partition);
    if (!lastOfKey) this.#lastOfKey.set(partition, (lastOfKey = new Map<string, number>()));
    const last = lastOfKey.get(key) ?? -1;
    if (seq < last) this.anomalies.add('reordered', `${name()} behind ${this.#name(last)}, both of key ${key}`);
    else lastOfKey.set(key, seq);
  }

  #place(seq: number): string {
    const { partition, offset } = this.journal.placeOf(seq);
    return `${partition}/${offset}`;
  }

  #name(seq: number): string {
    return `${this.journal.run}/${seq}`;
  }
}
