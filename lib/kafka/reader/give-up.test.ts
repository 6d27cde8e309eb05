import { gaveUp } from './give-up';
import { Tracked } from './tracked';

const DEADLINE_MS = 60_000;

function failing(until: 'caught-up' | 'never', since: number | undefined): Tracked {
  const tracked = new Tracked({ topic: 't', partition: 3, from: 'beginning', until });
  if (since !== undefined) tracked.failing.failed(since, 'it has no leader', false, () => undefined);
  return tracked;
}

const given = (all: readonly Tracked[], now: number, answeredAt = now) => gaveUp(all, now, answeredAt, DEADLINE_MS);

describe('reading', () => {
  test('is given up after a minute where an end is waited for, and nothing else is left', () => {
    const all = [failing('caught-up', 1000)];
    expect(given(all, 60_999)).toBeUndefined();
    expect(given(all, 61_000)).toMatchObject({
      ...{ code: 'CANNOT_CONNECT', topic: 't', partition: 3 },
      message: 't/3 could not be read for 60 s: it has no leader',
    });
    expect(given([...all, failing('caught-up', undefined)], 200_000)).toBeUndefined();
    expect(given([...all, failing('caught-up', 150_000)], 200_000)).toBeUndefined();
  });

  test('goes on without an end as long as any broker answers', () => {
    const all = [failing('never', 1000)];
    expect(given(all, 10_000_000)).toBeUndefined();
    expect(given(all, 10_000_000, 10_000_000 - DEADLINE_MS)).toMatchObject({ code: 'CANNOT_CONNECT' });
  });
});
