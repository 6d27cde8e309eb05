import { paced } from './paced';

const endless = function* () {
  for (let i = 0; ; i++) yield i;
};
const never = new AbortController().signal;

async function collect<T>(items: AsyncIterable<T>): Promise<{ items: T[]; elapsedMs: number }> {
  const startedAt = performance.now();
  const collected = [];
  for await (const item of items) collected.push(item);
  return { items: collected, elapsedMs: performance.now() - startedAt };
}

test('without a rate everything passes at once', async () => {
  expect((await collect(paced([1, 2, 3], undefined, undefined, never))).items).toEqual([1, 2, 3]);
});

test('a rate is kept, and the duration ends it', async () => {
  const { items, elapsedMs } = await collect(paced(endless(), 1000, 300, never));
  expect(elapsedMs).toBeGreaterThanOrEqual(290);
  // Never faster than asked for; how much slower depends on the machine.
  expect(items.length).toBeLessThanOrEqual(302);
  expect(items.length).toBeGreaterThan(0);
});

test('a slow rate ends in time too', async () => {
  const { items } = await collect(paced(endless(), 10, 150, never));
  expect([[0], [0, 1]]).toContainEqual(items);
});

test('a signal ends it in the middle of a wait', async () => {
  const stop = new AbortController();
  const passed = [];
  for await (const item of paced(endless(), 1, undefined, stop.signal)) {
    passed.push(item);
    setTimeout(() => stop.abort(), 10);
    if (passed.length === 3) throw new Error('not stopped');
  }
  expect(passed.length).toBeLessThan(3);
});
