import { delay, firstToAnswer } from './async';

describe('the first to answer', () => {
  it('wins over one that is silent, after a moment only', async () => {
    const silent = () => new Promise<string>(() => undefined);
    expect(await firstToAnswer([silent, () => Promise.resolve('second')], 5)).toBe('second');
  });

  it('wins over one that fails, at once', async () => {
    const failing = () => Promise.reject(new Error('refused'));
    const start = performance.now();
    expect(await firstToAnswer([failing, () => Promise.resolve('second')], 60_000)).toBe('second');
    expect(performance.now() - start).toBeLessThan(30_000);
  });

  it('keeps the others from being asked', async () => {
    const second = jest.fn(() => Promise.resolve('second'));
    expect(await firstToAnswer([() => delay(1).then(() => 'first'), second], 60_000)).toBe('first');
    expect(second).not.toHaveBeenCalled();
  });

  it('is missing when all fail, and each says why', async () => {
    const failing = (why: string) => () => Promise.reject(new Error(why));
    const error = await firstToAnswer([failing('a'), failing('b')], 1).catch(
      (error: unknown) => error as AggregateError,
    );
    expect(error.errors.map(({ message }: Error) => message)).toEqual(['a', 'b']);
  });
});
