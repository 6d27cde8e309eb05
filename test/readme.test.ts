import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transform } from 'sucrase';
import type { Cluster } from '../lib/cluster';
import { synthesise } from '../lib/kubernetes';

const root = join(__dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** The `cluster.ts` that README shows, as it is there. */
function describedInReadme(): Readonly<Record<string, Cluster>> {
  const source = /```ts\n\/\/ cluster\.ts\n([^]+?)```/.exec(readme)![1]!;
  const { code } = transform(source, { transforms: ['typescript', 'imports'] });
  const exported: { clusters?: Readonly<Record<string, Cluster>> } = {};
  const load = (path: string): unknown => jest.requireActual(join(root, path));
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  new Function('require', 'exports', code)(load, exported);
  return exported.clusters!;
}

const folder = mkdtempSync(join(tmpdir(), 'readme-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the cluster.ts of README can be pasted: each of its clusters is accepted and synthesised', () => {
  const clusters = describedInReadme();
  expect(Object.keys(clusters)).toEqual(['three-brokers', 'one-broker', 'production']);
  for (const [name, cluster] of Object.entries(clusters)) {
    synthesise(cluster, join(folder, name, 'dist'));
    // kubectl takes the files in this order: the namespace before what is in it.
    const files = readdirSync(join(folder, name, 'dist')).sort();
    expect(files.at(-1)).toBe('kafka.k8s.yaml');
    expect(files.length).toBe(name === 'production' ? 3 : 1);
  }
});
