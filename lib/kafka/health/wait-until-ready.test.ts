import { eventually } from '../../../test/support/eventually';
import { FakeBroker } from '../../../test/support/fake-broker';
import { Proxy } from '../../../test/support/proxy/proxy';
import { rejection } from '../../../test/support/rejection';
import { waitUntilReady } from './wait-until-ready';

describe('waiting until a cluster is ready', () => {
  let broker: FakeBroker;
  let proxy: Proxy;

  beforeEach(async () => {
    broker = await FakeBroker.start('t', 1);
    proxy = await Proxy.listen(Number(broker.address.split(':')[1]));
  });

  afterEach(async () => {
    await proxy.close();
    await broker.stop();
  });

  const untilReady = (deadlineMs: number) =>
    rejection(waitUntilReady({ brokers: [`127.0.0.1:${proxy.port}`, '127.0.0.1:1'], deadlineMs }));

  test('tells what a broker said last, even if the deadline cuts off a question', async () => {
    const failure = untilReady(1000);
    await eventually('the broker was asked', () => broker.asked > 2);
    proxy.make({ isSilent: true });
    expect((await failure).message).toBe(
      `the cluster was not ready within 1 s: 127.0.0.1:${proxy.port} knows 1 of 2 brokers; 127.0.0.1:1 refuses connections`,
    );
  });

  test('says so when a broker never answered, and no later than told', async () => {
    proxy.make({ isSilent: true });
    const start = performance.now();
    expect((await untilReady(300)).message).toBe(
      `the cluster was not ready within 0.3 s: 127.0.0.1:${proxy.port} does not answer; 127.0.0.1:1 refuses connections`,
    );
    expect(performance.now() - start).toBeLessThan(1500);
  });
});
