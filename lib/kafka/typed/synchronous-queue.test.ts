import { SynchronousQueue } from './synchronous-queue';

describe('a queue', () => {
  test('gives each item to who asks, and its result to who put it', async () => {
    const queue = new SynchronousQueue<number, string>();
    const results: string[] = [];
    const putting = (async () => {
      for (const item of [1, 2]) results.push(await queue.put(item));
      queue.close();
    })();
    const items: number[] = [];
    for (let offer = await queue.take(); offer; offer = await queue.take()) {
      items.push(offer.item);
      offer.settle(`settled ${offer.item}`);
    }
    await putting;
    expect([items, results]).toEqual([
      [1, 2],
      ['settled 1', 'settled 2'],
    ]);
  });

  test('wakes who waits when it is closed', async () => {
    const queue = new SynchronousQueue<number, void>();
    const taken = queue.take();
    queue.close();
    expect(await taken).toBeUndefined();
  });
});
