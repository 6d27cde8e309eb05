import type { AuditReport } from '../lib/audit';

/** What came of one run; plain data, as it comes from another process. */
export type Result = Audited | Broken | NotRun;

export interface Audited {
  readonly name: string;
  readonly seed: number;
  readonly hit: string;
  readonly report: AuditReport;
  /** Bounds the stalls, together with an election. */
  readonly sessionMs: number;
  readonly producerStallMs?: number | undefined;
  /** What the producer's stall should keep to; passing it is noted, and fails no run. */
  readonly boundMs?: number | undefined;
  readonly consumerStallMs?: number | undefined;
  /** What makes it no success, in words; none if it is one. */
  readonly faults: readonly string[];
}

/** A run that did not come to its audit. */
export interface Broken {
  readonly name: string;
  readonly seed: number;
  /** With its stack. */
  readonly error: string;
}

/** A fault that cannot be done on this machine. */
export interface NotRun {
  readonly name: string;
  /** Why, and what to do. */
  readonly obstacle: string;
}
