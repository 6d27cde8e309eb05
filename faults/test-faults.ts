import { Clusters } from './clusters';
import type { Fault } from './fault';
import type { Size } from './profile';
import type { Audited } from './result';
import { runFault } from './run-fault';

/** As many messages as tell something in the time that a test may take. */
const SIZE: Size = { messages: 10_000, rate: 2000, rounds: 1, freezeMs: 10_000, mixMs: 10_000, seed: 1 };

/** Tests that run faults on clusters whose sessions are short. */
export function testFaults(title: string, test: (run: (fault: Fault) => Promise<Audited>) => void): void {
  describe(title, () => {
    const clusters = new Clusters({ tickTimeMs: 1000, sessionTimeoutMs: 3000 });
    afterAll(() => clusters.stop());
    test(async (fault) => runFault(fault, await clusters.for(fault), SIZE));
  });
}
