import { Clusters } from './clusters';
import type { Fault } from './fault';
import { faults } from './faults';
import { runFault, type Result, type Size } from './run-fault';

/** As many messages as tell something in the time that a test may take. */
const SIZE: Size = { messages: 10_000, rate: 2000, rounds: 1, seed: 1 };

/** Tests that run faults on clusters whose sessions are short. */
export function testFaults(title: string, test: (run: (fault: Fault) => Promise<Result>) => void): void {
  describe(title, () => {
    const clusters = new Clusters({ tickTimeMs: 1000, sessionTimeoutMs: 3000 });
    afterAll(() => clusters.stop());
    test(async (fault) => runFault(fault, await clusters.for(fault), SIZE));
  });
}

export function faultNamed(name: string): Fault {
  const fault = faults.find((fault) => fault.name === name);
  if (!fault) throw new Error(`there is no fault ${name}`);
  return fault;
}
