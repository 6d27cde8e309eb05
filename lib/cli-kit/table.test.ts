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
  [1500, '1.5 kB'],
  [41_000_000, '41 MB'],
  [9_990_000, '10 MB'],
  [2.5e15, '2500 TB'],
])('%d bytes read %s', (value, text) => expect(bytes(value)).toBe(text));

test.each([
  [0, '0 s'],
  [14_999, '14 s'],
  [192_000, '3 m 12 s'],
  [3_600_000, '1 h 0 m'],
  [200_000_000, '2 d'],
])('%d ms read %s', (value, text) => expect(timeSpan(value)).toBe(text));
