import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'line-ends-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a checkout with core.autocrlf=true makes of a text file, where nothing forbids it. */
const toCrlf = (path: string): void =>
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll('\r\n', '\n').replaceAll('\n', '\r\n'));

test('a checkout whose lines end in CRLF synthesises the same bytes', () => {
  const sources = ['lib', 'cluster.ts', 'main.ts', 'register.js', 'register-using.js', 'package.json'];
  for (const name of sources) cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (statSync(join(folder, entry)).isFile()) toCrlf(join(folder, entry));
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const { status, stderr } = spawnSync('node', ['-r', './register.js', 'main.ts'], {
    cwd: folder,
    env: { ...process.env, CDK8S_OUTDIR: join(folder, 'dist'), KAFKA_CLUSTER: undefined },
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const manifests = readdirSync(join(root, 'dist'));
  expect(manifests).not.toEqual([]);
  for (const name of manifests) {
    expect(readFileSync(join(folder, 'dist', name), 'utf8')).toBe(readFileSync(join(root, 'dist', name), 'utf8'));
  }
});
