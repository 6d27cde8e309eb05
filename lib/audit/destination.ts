/** Where a run has sent its messages. */
export interface Destination {
  readonly topic: string;
  readonly clusterId: string;
}
