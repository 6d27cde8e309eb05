import { identityOf, isAltered } from './audit-header';
import { FoundMessages } from './found-messages';
import type { Journal, Outcome } from './journal';
import type { AuditedMessage } from './message';
import { Anomalies } from './anomalies';
import { Readers } from './readers';
import type { AuditReport } from './report';
import { RunAudit } from './run-audit';

export interface AuditOptions {
  /** The markers of transactions take offsets too, so that gaps are no anomaly. @default false */
  readonly transactional?: boolean;
}

/**
 * Compares what producers were told with what is in the topic, and with what other readers got. Takes about 50 bytes a message,
 * and the text of each key. Messages without the header of one of the journals are counted and otherwise left alone.
 */
export class Audit {
  readonly #anomalies = new Anomalies();
  readonly #runs = new Map<string, RunAudit>();
  readonly #partitions = new Map<number, FoundMessages>();
  readonly #readers: Readers[] = [];
  readonly #transactional: boolean;
  #others = 0;

  constructor(journals: Iterable<Journal>, { transactional = false }: AuditOptions = {}) {
    this.#transactional = transactional;
    for (const journal of journals) {
      this.#runs.set(journal.run, new RunAudit(journal, this.#runs.size + 1, this.#anomalies));
    }
  }

  /** One or several readers that share the work: all of the topic is to be seen by them, since they began. */
  readers(name: string): Readers {
    const readers = new Readers(name, this.#anomalies, (message) => this.#identify(message));
    this.#readers.push(readers);
    return readers;
  }

  /** A message of the topic; all of them, from the beginning to the end, each partition in the order of its offsets. */
  found(message: AuditedMessage): void {
    const { partition, offset } = message;
    let found = this.#partitions.get(partition);
    if (!found) this.#partitions.set(partition, (found = new FoundMessages()));
    if (!this.#transactional && found.last >= 0 && offset > found.last + 1) {
      this.#anomalies.add('gap', `${partition}/${found.last + 1} to ${offset - 1}`);
    }
    const { run, seq } = this.#identify(message);
    found.add(offset, run?.number ?? 0, seq);
    if (run) run.found(seq, message);
    else this.#others++;
  }

  /** To be called once, after the last message. */
  report(): AuditReport {
    const outcomes: Record<Outcome, number> = { acked: 0, failed: 0, unknown: 0, aborted: 0 };
    let sent = 0;
    let unknownStored = 0;
    for (const run of this.#runs.values()) {
      sent += run.journal.sent;
      unknownStored += run.conclude(outcomes);
    }
    const repeated = this.#readers.reduce((sum, readers) => sum + readers.compareWith(this.#partitions), 0);
    const counts = this.#anomalies.counts;
    return {
      ...{ sent, ...outcomes, unknownStored, others: this.#others, repeated },
      anomalies: counts,
      firstAnomalies: this.#anomalies.first,
      isPassed: Object.values(counts).every((count) => count === 0),
    };
  }

  #identify({ headers, partition, offset, value }: AuditedMessage): {
    readonly run: RunAudit | undefined;
    readonly seq: number;
  } {
    const identity = identityOf(headers);
    const run = identity && this.#runs.get(identity.run);
    if (run && value !== undefined && isAltered(identity, value))
      this.#anomalies.add('altered', `${identity.run}/${identity.seq} at ${partition}/${offset}`);
    return { run, seq: run ? identity.seq : 0 };
  }
}
