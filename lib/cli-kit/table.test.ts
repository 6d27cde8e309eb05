import { bytes, grouped, table, timeSpan } from './table';

test('a table has capital headings, two spaces, and numbers to the right', () => {
  expect(
    table(
      ['TOPIC', 'MESSAGES', 'NOTE'],
      [
        ['test', 1204311, ''],
        ['a-long-name', 3, 'x'],
      ],
    ),
  ).toBe(['TOPIC         MESSAGES  NOTE', 'test         1,204,311', 'a-long-name          3  x'].join('\n'));
});

test('a column of which one cell is text is text, and digits in it are not grouped', () => {
  expect(
    table(
      ['YEAR', 'ID'],
      [
        ['none', '2026'],
        [1999, 'a'],
      ],
    ),
  ).toBe(['YEAR   ID', 'none   2026', '1,999  a'].join('\n'));
});

test('a row may end before the last column', () => {
  expect(table(['A', 'NOTE'], [['a'], ['b', 'x']])).toBe(['A  NOTE', 'a', 'b  x'].join('\n'));
});

test('a table without rows is its headings', () => expect(table(['A', 'B'], [])).toBe('A  B'));

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [-123_456, '-123,456'],
  [12_345_678_901_234_567_890n, '12,345,678,901,234,567,890'],
])('%p is written %s', (value, text) => expect(grouped(value)).toBe(text));

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [1500, '1.5 kB'],
  [9949, '9.9 kB'],
  [9950, '10 kB'],
  [41_000_000, '41 MB'],
  [9_990_000, '10 MB'],
  [3e9, '3.0 GB'],
  [2.5e15, '2500 TB'],
])('%d bytes read %s', (value, text) => expect(bytes(value)).toBe(text));

test.each([
  [0, '0 s'],
  [14_999, '14 s'],
  [60_000, '1 m 0 s'],
  [192_000, '3 m 12 s'],
  [3_600_000, '1 h 0 m'],
  [172_799_000, '47 h 59 m'],
  [172_800_000, '2 d'],
  [200_000_000, '2 d'],
])('%d ms read %s', (value, text) => expect(timeSpan(value)).toBe(text));
