import { endingOf } from './ending';

const run = { count: undefined, follow: false, idle: undefined, offset: undefined };
const END = { from: 'end', until: 'never' } as const;
const unasked = () => Promise.reject(new Error('asked where it does not matter'));

test.each([
  ['of nothing asked for', {}, { until: 'caught-up' }],
  ['of a count, which waits', { count: 3 }, { until: 'never', idleMs: 10_000 }],
  ['of --idle', { idle: 50 }, { until: 'never', idleMs: 50 }],
  ['of a count and --idle', { count: 3, idle: 50 }, { until: 'never', idleMs: 50 }],
  ['of --follow', { follow: true }, { until: 'never' }],
  ['of --follow and a count', { follow: true, count: 3 }, { until: 'never' }],
  ['of --follow and --idle', { follow: true, idle: 50 }, { until: 'never', idleMs: 50 }],
  ['of an offset', { offset: { from: { offset: 7 } } }, { until: 'caught-up' }],
  ['of :end, also with a count', { offset: { until: 'caught-up' }, count: 3 }, { until: 'caught-up' }],
  ['of end with a count', { offset: END, count: 3 }, { until: 'never', idleMs: 10_000 }],
] as const)('the end %s', async (_, asked, ending) => {
  expect(await endingOf({ ...run, ...asked }, unasked)).toEqual(ending);
});

test('who goes on where the group was is not sent to the end', async () => {
  expect(await endingOf({ ...run, offset: END }, () => Promise.resolve(true))).toEqual({ until: 'caught-up' });
  expect(await endingOf({ ...run, offset: END }, () => Promise.resolve(false))).toEqual({ until: 'never' });
});
