import type { Outcome, Workload } from '../workload';

/** A contestant as a process of its own: takes the workload as JSON, prints the outcome as JSON. */
export async function contestant(work: (workload: Workload) => Promise<Outcome>): Promise<void> {
  const outcome = await work(JSON.parse(process.argv[2] ?? '') as Workload);
  process.stdout.write(JSON.stringify(outcome));
}

/** Keys as an application has them: many, and each again and again. */
export const keyOf = (i: number): string => `customer-${(i * 7919) % 10_007}`;

/** Waits until message `i` is due. Timers are good to a millisecond: a burst below that is as even as it gets. */
export async function untilDue(i: number, rate: number, startedAt: number): Promise<void> {
  const waitMs = startedAt + (i / rate) * 1000 - performance.now();
  if (waitMs > 1) await new Promise((resolve) => setTimeout(resolve, waitMs));
}
