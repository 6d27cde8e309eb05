import { rejection } from '../../../test/support/rejection';
import { chosenVersion } from './versions';

const request = { name: 'Fetch', key: 1, versions: [4, 11] } as const;
const chosen = (minVersion: number, maxVersion: number) =>
  chosenVersion(request, undefined, new Map([[1, { minVersion, maxVersion }]]), 'localhost:9092');

describe('the version of a request', () => {
  test.each([
    [0, 17, 11],
    [4, 4, 4],
    [11, 11, 11],
    [0, 9, 9],
  ])('is of a broker that speaks %d to %d: %d', (minVersion, maxVersion, version) => {
    expect(chosen(minVersion, maxVersion)).toBe(version);
  });

  test('is the newest of ours while the broker has not told its own', () => {
    expect(chosenVersion(request, undefined, undefined, 'localhost:9092')).toBe(11);
  });

  test('is no newer than what is asked can go in', () => {
    const newestFor = (hasIds: boolean) => (hasIds ? 11 : 9);
    const spoken = new Map([[1, { minVersion: 0, maxVersion: 17 }]]);
    const chosen = (hasIds: boolean) => chosenVersion({ ...request, newestFor }, hasIds, spoken, 'localhost:9092');
    expect([true, false].map(chosen)).toEqual([11, 9]);
  });

  test.each([
    ['an older broker', () => chosen(0, 3), 'speaks 0 to 3'],
    ['a newer broker', () => chosen(12, 17), 'speaks 12 to 17'],
    [
      'one that does not know the request',
      () => chosenVersion(request, undefined, new Map(), 'localhost:9092'),
      'does not know it',
    ],
  ])('is none of %s', async (_, choose, theirs) => {
    expect(await rejection(Promise.resolve().then(choose))).toMatchObject({
      code: 'UNSUPPORTED_VERSION',
      message: `versions 4 to 11 of Fetch are spoken here, but localhost:9092 ${theirs}: Kafka 2.8 to 4 is supported`,
    });
  });
});
