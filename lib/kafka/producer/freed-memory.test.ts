import { FakeBroker } from '../../../test/support/fake-broker';
import { run } from '../../../test/support/run';

jest.setTimeout(60_000);

const BATCHES = 5000;

/**
 * Node.js 20 gives each object that an accessor in a literal makes, or `{ ...other, more }`, a hidden class of its own: that is old as
 * soon as it is made, and keeps what the object leads to until the whole heap is collected.
 */
test('what a batch took is free again without a collection of the whole heap', async () => {
  const broker = await FakeBroker.start('t', 1);
  try {
    const flags = ['--max-semi-space-size=1', '--initial-old-space-size=1000'];
    const program = ['-r', './register.js', 'test/support/many-batches.ts', broker.address, `${BATCHES}`];
    const { stdout, stderr } = await run(process.execPath, [...flags, ...program]);
    expect(stderr).toBe('');
    const grownBytes = Number(stdout);
    expect(grownBytes / BATCHES).toBeLessThan(150);
  } finally {
    await broker.stop();
  }
});
