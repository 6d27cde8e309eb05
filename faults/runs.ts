import { runInSubprocess, type Order } from './run-in-subprocess';
import type { Fault } from './fault';
import type { Result } from './result';

interface Plan {
  readonly times: number;
  readonly order: (fault: Fault) => Order;
  readonly signal: AbortSignal;
  /** Is told what begins. */
  readonly note: (line: string) => void;
}

/** Runs each fault so many times, round by round: whoever stops it early has seen each. */
export async function* runs(faults: readonly Fault[], { times, order, signal, note }: Plan): AsyncIterable<Result> {
  const possible: Fault[] = [];
  for (const fault of faults) {
    const obstacle = fault.obstacle?.();
    if (obstacle === undefined) possible.push(fault);
    else yield { name: fault.name, obstacle };
  }
  for (let time = 1; time <= times; time++) {
    for (const fault of possible) {
      if (signal.aborted) return;
      note(`${fault.name} (${time} of ${times}): ${fault.does}`);
      const result = await runInSubprocess(order(fault), signal);
      if (result) yield result;
    }
  }
}
