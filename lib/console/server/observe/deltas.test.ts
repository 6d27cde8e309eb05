import { ChangingRows } from './deltas';

test('of rows those are told that changed or went, and all of them to whoever is new', () => {
  const rows = new ChangingRows<number>();
  expect(
    rows.replace(
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
    ),
  ).toEqual({ isAll: false, set: { a: 1, b: 2 }, gone: [] });
  expect(
    rows.replace(
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
    ),
  ).toBeUndefined();
  expect(rows.replace(new Map([['a', 3]]))).toEqual({ isAll: false, set: { a: 3 }, gone: ['b'] });
  expect(rows.all).toEqual({ isAll: true, set: { a: 3 }, gone: [] });
});
