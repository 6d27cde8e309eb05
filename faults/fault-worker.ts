import { inspect } from 'node:util';
import type { Order } from './run-in-subprocess';
import { Clusters } from './clusters';
import { faultNamed } from './cases';
import { runFault } from './run-fault';
import type { Audited } from './result';

async function work({ name, size, sessionTimeoutMs }: Order): Promise<Audited> {
  const fault = faultNamed(name);
  const clusters = new Clusters({ tickTimeMs: sessionTimeoutMs / 3, sessionTimeoutMs });
  try {
    return await runFault(fault, await clusters.for(fault), size);
  } finally {
    await clusters.stop();
  }
}

// Nobody is left who would want to know.
process.once('disconnect', () => process.exit(1));

work(JSON.parse(process.argv[2]!) as Order).then(
  (audited) => process.send!(audited, undefined, undefined, () => process.exit(0)),
  (error: unknown) => {
    process.stderr.write(`${inspect(error)}\n`);
    process.exit(1);
  },
);
