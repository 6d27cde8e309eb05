import type { Role } from '../cluster';
import type { StepTiming } from '../common/steps';
import type { Ready } from '../kafka';

export interface UpServer {
  readonly role: Role;
  readonly id: number;
  /** Such as `broker-1`. */
  readonly name: string;
  /** Undefined if it ended again in this moment. */
  readonly pid: number | undefined;
  readonly outcome: 'started' | 'already running';
  /** Runs with other properties than the description has now; down and up apply them. */
  readonly outdated: boolean;
  readonly log: string;
}

export interface UpResult {
  readonly clusterId: string;
  /** `broker.id` of the controller. */
  readonly controllerId: number;
  /** `host:port` of each broker. */
  readonly bootstrap: readonly string[];
  /** Not waited for: none of the brokers that could lead them runs. */
  readonly leaderless: Ready['leaderless'];
  /** Topics that brokers hold, but those that hold the metadata do not know: their data were put back from an older copy, say. */
  readonly forgotten: readonly string[];
  /** Partitions, such as `test/0`, that lack messages which were acknowledged: no broker has them any more. */
  readonly short: readonly string[];
  /** Partitions, such as `test/0`, that had their only replica on a broker whose data were deleted. */
  readonly emptied: readonly string[];
  /** Partitions, such as `test/0`, that were there before the start, of which no broker had files. */
  readonly vanished: readonly string[];
  /** Brokers whose data were put back from copies that are older than their last stop, where nobody else has what came after. */
  readonly older: readonly string[];
  /** Those that hold the metadata first. */
  readonly servers: readonly UpServer[];
  readonly timings: readonly StepTiming[];
}
