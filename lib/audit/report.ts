import type { Anomaly } from './anomalies';

export interface AuditReport {
  /** Messages of the journals; of a producer that was killed, as far as its journal goes. */
  readonly sent: number;
  readonly acked: number;
  readonly failed: number;
  /** Those without an outcome in the journal of a killed producer are among them. */
  readonly unknown: number;
  readonly aborted: number;
  /** Of the unknown ones, those that are in the topic. */
  readonly unknownStored: number;
  /** Messages of the topic that are of none of the journals. */
  readonly others: number;
  /** How often readers that share the work were handed a message that one of them had had: after a crash or a rebalance. */
  readonly repeated: number;
  readonly anomalies: Readonly<Record<Anomaly, number>>;
  /** At most 20, the worst kinds first. */
  readonly firstAnomalies: readonly string[];
  readonly isPassed: boolean;
}
