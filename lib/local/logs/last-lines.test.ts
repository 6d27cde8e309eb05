import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOfLast } from './last-lines';

const folder = mkdtempSync(join(tmpdir(), 'last-lines-'));
afterAll(() => rmSync(folder, { recursive: true }));

const long = 'x'.repeat(70_000);

test.each([
  ['', 3, ''],
  ['a\nb\nc\n', 0, ''],
  ['a\nb\nc\n', 1, 'c\n'],
  ['a\nb\nc\n', 2, 'b\nc\n'],
  ['a\nb\nc\n', 3, 'a\nb\nc\n'],
  ['a\nb\nc\n', 4, 'a\nb\nc\n'],
  ['a\nb\nbegun', 1, 'begun'],
  ['a\n\n', 1, '\n'],
  [`a\n${long}\nb\n`, 2, `${long}\nb\n`],
  [`${long}\n${long}\n`, 1, `${long}\n`],
])('of %.20j the last %d lines are found', async (text, count, expected) => {
  const path = join(folder, 'log');
  writeFileSync(path, text);
  expect(text.slice(await startOfLast(count, path))).toBe(expected);
});
