import { Handover } from './handover';

describe('a handover', () => {
  it('gives each item to who asks, and its result to who put it', async () => {
    const handover = new Handover<number, string>();
    const results: string[] = [];
    const putting = (async () => {
      for (const item of [1, 2]) results.push(await handover.put(item));
      handover.close();
    })();
    const items: number[] = [];
    for (let offer = await handover.take(); offer; offer = await handover.take()) {
      items.push(offer.item);
      offer.settle(`settled ${offer.item}`);
    }
    await putting;
    expect([items, results]).toEqual([
      [1, 2],
      ['settled 1', 'settled 2'],
    ]);
  });

  it('wakes who waits when it is closed', async () => {
    const handover = new Handover<number, void>();
    const taken = handover.take();
    handover.close();
    expect(await taken).toBeUndefined();
  });
});
