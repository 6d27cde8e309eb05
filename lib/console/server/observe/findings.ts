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
  /** The last two looks, for rates. */
  readonly next?: At<OffsetsByTopic> | undefined;
  readonly nextBefore?: At<OffsetsByTopic> | undefined;
  readonly disks?: readonly BrokerLogDirs[] | undefined;
  readonly commits?: At<AllGroupCommits> | undefined;
  readonly commitsBefore?: At<AllGroupCommits> | undefined;
}
