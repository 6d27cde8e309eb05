import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { abortController, delay, firstToAnswer, unlessAborted } from './async';

describe('the first to answer', () => {
  test('wins over one that is silent, after a moment only', async () => {
    const silent = () => new Promise<string>(() => undefined);
    expect(await firstToAnswer([silent, () => Promise.resolve('second')], 5)).toBe('second');
  });

  test('wins over one that fails, at once', async () => {
    const failing = () => Promise.reject(new Error('refused'));
    const start = performance.now();
    expect(await firstToAnswer([failing, () => Promise.resolve('second')], 60_000)).toBe('second');
    expect(performance.now() - start).toBeLessThan(30_000);
  });

  test('keeps the others from being asked', async () => {
    const second = jest.fn(() => Promise.resolve('second'));
    expect(await firstToAnswer([() => delay(1).then(() => 'first'), second], 60_000)).toBe('first');
    expect(second).not.toHaveBeenCalled();
  });

  test('is missing when all fail, and each says why', async () => {
    const failing = (why: string) => () => Promise.reject(new Error(why));
    const error = await firstToAnswer([failing('a'), failing('b')], 1).catch(
      (error: unknown) => error as AggregateError,
    );
    expect(error.errors.map(({ message }: Error) => message)).toEqual(['a', 'b']);
  });
});

test('lets any number wait for a signal, without a warning', async () => {
  const warnings: string[] = [];
  const onWarning = ({ message }: Error) => void warnings.push(message);
  process.on('warning', onWarning);
  const stop = abortController();
  const never = () => new Promise<never>(() => undefined);
  const waiting: Promise<unknown>[] = Array.from({ length: 20 }, () =>
    unlessAborted(never(), stop.signal).catch(() => undefined),
  );
  waiting.push(...Array.from({ length: 20 }, () => delay(60_000, stop.signal)));
  stop.abort(new Error('enough'));
  await Promise.all(waiting);
  await delay(1);
  process.off('warning', onWarning);
  expect(warnings).toEqual([]);
});

describe('waiting that a signal may end', () => {
  const failsLater = () => delay(1).then(() => Promise.reject(new Error('too late')));

  test('comes to what was waited for', async () => {
    expect(await unlessAborted(Promise.resolve('done'), new AbortController().signal)).toBe('done');
    await expect(unlessAborted(failsLater(), new AbortController().signal)).rejects.toThrow('too late');
  });

  test('ends with the reason, also when that was there before; a failure that nobody waits for any more harms nobody', async () => {
    const stop = new AbortController();
    const ended = unlessAborted(failsLater(), stop.signal);
    stop.abort(new Error('enough'));
    await expect(ended).rejects.toThrow('enough');
    await expect(unlessAborted(failsLater(), stop.signal)).rejects.toThrow('enough');
    await delay(5);
  });

  test('holds nothing of what it came to, whoever goes on holding its listener', async () => {
    const { signal } = new AbortController();
    const listening = jest.spyOn(signal, 'addEventListener');
    const waitForBytes = async () => new WeakRef(await unlessAborted(Promise.resolve(Buffer.alloc(1000)), signal));
    const bytes = await waitForBytes();
    await delay(1);
    collectGarbage();
    expect(bytes.deref()).toBeUndefined();
    expect(listening.mock.calls).toHaveLength(1);
  });
});

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
}
