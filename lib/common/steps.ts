/**
 * What a long call says of its progress; `started` again, with another detail, says how far it is. `noted` is no step of it: a fact
 * that somebody should know, though nothing has failed.
 */
export interface StepReport {
  readonly step: string;
  readonly state: 'started' | 'done' | 'failed' | 'noted';
  readonly detail?: string;
}

export type Report = (event: StepReport) => void;

export interface StepTiming {
  readonly step: string;
  readonly ms: number;
}

export interface StepOptions<T> {
  /** Says in a few words what came of it. */
  readonly outcome?: (result: T) => string;
  /** Takes back what the work did, even if incomplete. */
  readonly undo?: () => Promise<unknown>;
}

/** Work that reports its beginning and its end, takes down how long it took, and can be taken back. */
export class Steps {
  readonly timings: StepTiming[] = [];
  readonly #undos: (() => Promise<unknown>)[] = [];

  constructor(private readonly report: Report) {}

  async run<T>(step: string, work: () => Promise<T>, { outcome, undo }: StepOptions<T> = {}): Promise<T> {
    const began = performance.now();
    this.report({ step, state: 'started' });
    if (undo) this.#undos.unshift(undo);
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

  /** What was done so far stays, whatever follows. */
  keep(): void {
    this.#undos.splice(0);
  }

  /** Takes back what can be, the last step first. */
  async undo(): Promise<void> {
    for (const undo of this.#undos.splice(0)) await undo();
  }
}
