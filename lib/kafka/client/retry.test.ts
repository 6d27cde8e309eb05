import { rejection } from '../../../test/support/rejection';
import { settlesAtOnce, settlesWithin } from '../../../test/support/settles';
import { delay } from '../async';
import { KafkaError } from '../protocol/errors';
import { poll, retry } from './retry';

const temporary = () => new KafkaError('NO_ANSWER', 'nobody is there');
const final = () => new KafkaError('TOPIC_REFUSED', 'not for you');
const late = (reason: string, cause?: unknown) => new KafkaError('CANNOT_CONNECT', `too late: ${reason}`, { cause });
const forever = () => new Promise<never>(() => undefined);

describe('what is tried again', () => {
  test('is what the error calls retriable, until it succeeds, with something done in between', async () => {
    const recovered: unknown[] = [];
    let attempts = 0;
    const attempt = () => (++attempts < 4 ? Promise.reject(temporary()) : Promise.resolve('done'));
    expect(await retry(attempt, { late, recover: (failure) => recovered.push(failure) })).toBe('done');
    expect(recovered).toEqual([temporary(), temporary(), temporary()]);
  });

  test.each([final(), new TypeError('a mistake')])('is not what cannot succeed: %s', async (error) => {
    let attempts = 0;
    const attempt = () => {
      attempts++;
      return Promise.reject(error);
    };
    expect(await rejection(retry(attempt, { late }))).toBe(error);
    expect(attempts).toBe(1);
  });

  test('waits a little longer each time, and by chance less than all of it', async () => {
    const times: number[] = [];
    const attempt = () => {
      times.push(performance.now());
      return Promise.reject(temporary());
    };
    const error = await rejection(retry(attempt, { late, deadlineMs: 2000 }));
    expect(error).toMatchObject({ code: 'CANNOT_CONNECT', message: 'too late: nobody is there', cause: temporary() });
    expect(times.length).toBeGreaterThan(2);
    // 10 to 20 ms, 20 to 40, 40 to 80 … : at least a hundred would be needed to fill the time with the first.
    expect(times.length).toBeLessThan(40);
  });

  test('ends at its deadline, whatever an attempt waits for', async () => {
    let told: AbortSignal | undefined;
    const attempt = (signal: AbortSignal) => {
      told = signal;
      return forever();
    };
    const trying = retry(attempt, { late, deadlineMs: 100 });
    expect(await settlesWithin(110, trying)).toBe(true);
    expect((await rejection(trying)).message).toBe('too late: no answer came');
    expect(told?.aborted).toBe(true);
  });

  test('ends later where an attempt has the deadline count anew, and no timer outlives it', async () => {
    let [signs, isLate] = [0, false];
    const attempt = async (signal: AbortSignal, prolong: () => void) => {
      for (; signs < 4; signs++) {
        await delay(60, signal);
        prolong();
      }
      return prolong;
    };
    const prolong = await retry(attempt, { late: () => ((isLate = true), final()), deadlineMs: 150 });
    expect(signs).toBe(4);
    prolong();
    await delay(200);
    expect(isLate).toBe(false);
  });

  test.each([
    ['in an attempt', forever, undefined],
    ['while something is done in between', () => Promise.reject(temporary()), forever],
    ['between two attempts', () => Promise.reject(temporary()), undefined],
  ])('ends at a signal %s, with its reason', async (_, attempt, recover) => {
    const stop = new AbortController();
    const trying = retry(attempt, { late, recover, backoffMs: () => 60_000, signal: stop.signal });
    await delay(20);
    stop.abort(new Error('enough'));
    expect(await settlesAtOnce(trying)).toBe(true);
    expect((await rejection(trying)).message).toBe('enough');
    expect((await rejection(retry(attempt, { late, signal: stop.signal }))).message).toBe('enough');
  });
});

describe('what is looked for', () => {
  test('is found when it is there', async () => {
    let looks = 0;
    const look = () => Promise.resolve(++looks < 3 ? { missing: 'two' } : { found: looks });
    expect(await poll(look, { everyMs: 1, late })).toBe(3);
  });

  test('is given up with what is missing last, at the deadline', async () => {
    const look = () => Promise.resolve({ missing: 'broker 2' });
    expect((await rejection(poll(look, { everyMs: 5, deadlineMs: 50, late }))).message).toBe('too late: broker 2');
  });

  test('is given up at a signal, and when looking fails', async () => {
    const stop = new AbortController();
    const looking = poll(forever, { everyMs: 5, late, signal: stop.signal });
    stop.abort(new Error('enough'));
    expect((await rejection(looking)).message).toBe('enough');
    expect(await rejection(poll(() => Promise.reject(temporary()), { everyMs: 5, late }))).toEqual(temporary());
  });
});
