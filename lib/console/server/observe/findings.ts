import type { AllGroupCommits, BrokerLogDirs, Layout, OffsetsByTopic, Pong } from '../../../kafka';

/** What was found at a time, milliseconds since 1970. */
export interface At<Found> {
  readonly at: number;
  readonly found: Found;
}

/** What the looks at a cluster have found so far. */
export interface Findings {
  readonly layout: Layout;
  readonly pongs: readonly Pong[];
  /** Why the layout is not as of now. */
  readonly fault?: string | undefined;
  readonly first?: OffsetsByTopic | undefined;
  readonly next?: At<OffsetsByTopic> | undefined;
  /** Messages a second between the last two looks, by topic; undefined before there are two. */
  readonly written?: ReadonlyMap<string, number> | undefined;
  readonly disks?: readonly BrokerLogDirs[] | undefined;
  readonly commits?: At<AllGroupCommits> | undefined;
  /** What groups have committed between the last two looks, likewise. */
  readonly read?: ReadonlyMap<string, number> | undefined;
}
