/** What an audit can find, the worst first. The words in brackets are those of Jepsen's Kafka workload, where it has one. */
export const ANOMALIES = {
  lost: 'acknowledged, but not in the topic [lost-write]',
  duplicated: 'stored more than once [duplicate]',
  altered: 'read with another value than was sent',
  reordered: 'acknowledged, but behind a later message of its key',
  misplaced: 'not at the offset that was acknowledged',
  phantom: 'in the topic, but never sent',
  'failed-read': 'reported as failed, but in the topic [aborted read]',
  'aborted-read': 'of an aborted transaction, but visible [aborted read]',
  unsettled: 'sent, but its producer ended without an outcome for it',
  'settled-twice': 'got two outcomes',
  gap: 'an offset that holds nothing, in a topic without transactions',
  'inconsistent-offset': 'two readers found different messages at one offset [inconsistent-offsets]',
  'poll-skip': 'skipped by a reader that went on behind it [poll-skip]',
  'nonmonotonic-poll': 'a reader went back within an assignment [nonmonotonic-poll]',
  unseen: 'in the topic, but never handed to the readers [unseen]',
} as const;

export type Anomaly = keyof typeof ANOMALIES;

const KEPT = 20;

/** Counts all, keeps the first of each kind. */
export class Anomalies {
  readonly #found = new Map<Anomaly, { count: number; readonly first: string[] }>();

  add(anomaly: Anomaly, what: string): void {
    let found = this.#found.get(anomaly);
    if (!found) this.#found.set(anomaly, (found = { count: 0, first: [] }));
    found.count++;
    if (found.first.length < KEPT) found.first.push(`${anomaly}: ${what}`);
  }

  get counts(): Readonly<Record<Anomaly, number>> {
    const counts = kinds.map((kind) => [kind, this.#found.get(kind)?.count ?? 0] as const);
    return Object.fromEntries(counts) as Record<Anomaly, number>;
  }

  /** The first 20, the worst kinds first. */
  get first(): readonly string[] {
    return kinds.flatMap((kind) => this.#found.get(kind)?.first ?? []).slice(0, KEPT);
  }
}

const kinds = Object.keys(ANOMALIES) as Anomaly[];
