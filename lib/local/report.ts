/** What a long call says of its progress. */
export interface StepReport {
  readonly step: string;
  readonly state: 'started' | 'done' | 'failed';
  readonly detail?: string;
}

export type Report = (event: StepReport) => void;
