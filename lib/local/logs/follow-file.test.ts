import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../../test/support/eventually';
import { followFile } from './follow-file';

const folder = mkdtempSync(join(tmpdir(), 'follow-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('what is appended comes, also of the file that takes its place, and nothing is left out at the change', async () => {
  const path = join(folder, 'log');
  const stop = new AbortController();
  let seen = '';
  const reading = (async () => {
    for await (const piece of followFile(path, 4, stop.signal)) seen += piece.toString();
  })();
  writeFileSync(path, 'one\ntwo\n');
  await eventually('what follows the start is seen', () => seen === 'two\n');
  appendFileSync(path, 'three\n');
  await eventually('what was appended is seen', () => seen === 'two\nthree\n');
  // All of it between two looks.
  appendFileSync(path, 'last\n');
  renameSync(path, `${path}.previous`);
  writeFileSync(path, 'first of the next\n');
  await eventually('both are seen', () => seen === 'two\nthree\nlast\nfirst of the next\n');
  stop.abort();
  await reading;
});
