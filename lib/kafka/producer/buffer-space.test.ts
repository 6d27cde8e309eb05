import { BufferSpace } from './buffer-space';

describe('the space of a buffer', () => {
  test('is full at its limit, and resolves for those who wait when some is given back', async () => {
    const space = new BufferSpace(100);
    space.take(60);
    expect(space.isFull()).toBe(false);
    await space.untilNotFull();
    space.take(60);
    expect(space.isFull()).toBe(true);
    let isThrough = false;
    const waiting = space.untilNotFull().then(() => (isThrough = true));
    space.give(10);
    await Promise.resolve();
    expect(isThrough).toBe(false);
    space.give(50);
    await waiting;
    expect(isThrough).toBe(true);
  });
});
