/** What a long call says of its progress; `started` again, with another detail, says how far it is. */
export interface StepReport {
  readonly step: string;
  readonly state: 'started' | 'done' | 'failed';
  readonly detail?: string;
}

export type Report = (event: StepReport) => void;

export interface StepTiming {
  readonly step: string;
  readonly ms: number;
}

/** Work that reports its beginning and its end, and takes down how long it took. */
export class Steps {
  readonly timings: StepTiming[] = [];

  constructor(private readonly report: Report) {}

  /** `outcome` says in a few words what came of it. */
  async run<T>(step: string, work: () => Promise<T>, outcome?: (result: T) => string): Promise<T> {
    const began = performance.now();
    this.report({ step, state: 'started' });
    try {
      const result = await work();
      this.timings.push({ step, ms: Math.round(performance.now() - began) });
      this.report({ step, state: 'done', ...(outcome ? { detail: outcome(result) } : {}) });
      return result;
    } catch (error) {
      this.report({ step, state: 'failed' });
      throw error;
    }
  }
}
