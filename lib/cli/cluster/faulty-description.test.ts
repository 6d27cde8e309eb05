import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../../test/support/run';

jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'faulty-description-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Stands for a cluster.ts that throws as it loads. */
const preload = join(folder, 'preload.js');
writeFileSync(
  preload,
  `const Module = require('node:module');
const load = Module._load;
Module._load = (request, parent, ...others) => {
  const isDescription = request === '${join(__dirname, '../../../cluster.ts')}';
  if (isDescription) load('${join(__dirname, '../../cluster')}', parent, false).defineCluster({ brokers: 0 });
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
    stderr: 'brokers must be a whole number from 1 to 99, but 0 was given\n',
  });
});
