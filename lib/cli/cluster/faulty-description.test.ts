import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../../test/support/run';

jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'faulty-description-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Stands for a cluster.ts that throws as it loads, in its third line. */
const preload = join(folder, 'preload.js');
writeFileSync(
  preload,
  `const Module = require('node:module');
const { runInThisContext } = require('node:vm');
const description = '${join(__dirname, '../../../cluster.ts')}';
const load = Module._load;
Module._load = (request, parent, ...others) => {
  if (request === description) {
    const { defineCluster } = load('${join(__dirname, '../../cluster')}', parent, false);
    runInThisContext('(defineCluster) => {\\n\\ndefineCluster({ brokers: 0 }) }', { filename: description })(defineCluster);
  }
  return load(request, parent, ...others);
};`,
);

test.each([
  ['lib/cli/up.ts'],
  ['lib/cli/start.ts'],
  ['lib/cli/status.ts'],
  ['lib/cli/down.ts'],
  ['lib/cli/images.ts'],
  ['lib/cli/admin.ts', 'list'],
])('%s tells a fault of cluster.ts in one line, with exit code 2', async (...program) => {
  const ended = await run(process.execPath, ['-r', './register.js', '-r', preload, ...program]);
  expect(ended).toMatchObject({
    exitCode: 2,
    stdout: '',
    stderr: 'cluster.ts:3: brokers must be a whole number from 1 to 99, but 0 was given\n',
  });
});
