import type { Report } from './report';

export interface Step<T> {
  readonly name: string;
  readonly run: () => Promise<T>;
  /** Takes back what `run` did, be it half. */
  readonly undo?: () => Promise<unknown>;
}

export interface StepTiming {
  readonly step: string;
  readonly ms: number;
}

export type RunStep = <T>(step: Step<T>) => Promise<T>;

/** Runs steps as `work` asks for them, reports each, and when one fails undoes those before it, the last one first. */
export async function undoneOnFailure<T>(
  report: Report,
  work: (run: RunStep, timings: readonly StepTiming[]) => Promise<T>,
): Promise<T> {
  const undos: (() => Promise<unknown>)[] = [];
  const timings: StepTiming[] = [];

  const run = async <R>({ name, run, undo }: Step<R>): Promise<R> => {
    const began = performance.now();
    report({ step: name, state: 'started' });
    if (undo) undos.unshift(undo);
    try {
      const result = await run();
      timings.push({ step: name, ms: Math.round(performance.now() - began) });
      report({ step: name, state: 'done' });
      return result;
    } catch (error) {
      report({ step: name, state: 'failed' });
      throw error;
    }
  };

  try {
    return await work(run, timings);
  } catch (error) {
    for (const undo of undos) await undo();
    throw error;
  }
}
