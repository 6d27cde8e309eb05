import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { clusters } from '../../../templates/project/cluster';
import { run } from '../../../test/support/run';
import { kindConfig } from '../../kubernetes';
import { packageSpec } from './package-spec';
import { clusterNameOf, projectFiles } from './project-files';

const folder = mkdtempSync(join(tmpdir(), 'init-'));
afterAll(() => rmSync(folder, { recursive: true }));

const init = (...words: string[]) => run(process.execPath, ['-r', './register.js', 'lib/cli/init.ts', ...words]);

describe('a new project', () => {
  test('is written under the name of its folder', async () => {
    const there = join(folder, 'My Shop');
    expect(await init(there)).toMatchObject({ exitCode: 0, stdout: '' });
    expect(readdirSync(there).sort()).toEqual([
      '.gitignore',
      'cdk8s.yaml',
      'cluster.ts',
      'jobs',
      'kafka.ts',
      'kind-config.yaml',
      'main.ts',
      'package.json',
      'tsconfig.json',
    ]);
    expect(readFileSync(join(there, 'cluster.ts'), 'utf8')).toContain("'my-shop': defineCluster({ name: 'my-shop'");
  });

  test('overwrites nothing, and writes nothing then', async () => {
    const there = join(folder, 'mine');
    mkdirSync(there);
    writeFileSync(join(there, 'cluster.ts'), 'mine');
    const { exitCode, stderr } = await init(there);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: `${there} has cluster.ts already, and init overwrites nothing: choose another folder, or move it away\n`,
    });
    expect(readdirSync(there)).toEqual(['cluster.ts']);
    expect(readFileSync(join(there, 'cluster.ts'), 'utf8')).toBe('mine');
  });

  test('has exact versions, and the kind configuration of its cluster', () => {
    const files = projectFiles('my-kafka', folder);
    const { dependencies, devDependencies } = JSON.parse(files.get('package.json')!) as Record<string, object>;
    for (const version of Object.values({ ...dependencies, ...devDependencies }))
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(parse(files.get('kind-config.yaml')!)).toEqual(parse(kindConfig(clusters['my-kafka'])));
  });

  test.each([
    ['My Shop', 'my-shop'],
    ['--', 'my-kafka'],
    ['x'.repeat(80), 'x'.repeat(49)],
    ['Über_2', 'ber-2'],
  ])('in the folder %j has a cluster that is called %s', (name, expected) =>
    expect(clusterNameOf(name)).toBe(expected),
  );
});

describe('a new project names this package', () => {
  const installed = (resolved: string) => {
    const modules = join(folder, 'outer/node_modules');
    mkdirSync(modules, { recursive: true });
    writeFileSync(
      join(modules, '.package-lock.json'),
      JSON.stringify({ packages: { 'node_modules/kafka-streaming': { resolved } } }),
    );
    return packageSpec(join(modules, 'kafka-streaming'), '1.2.3', join(folder, 'outer/new'));
  };

  test('by its version', () => {
    expect(installed('https://registry.example/kafka-streaming-1.2.3.tgz')).toBe('1.2.3');
    expect(packageSpec(join(folder, 'nowhere'), '1.2.3', folder)).toBe('1.2.3');
  });

  test('by the file that it was installed from', () =>
    expect(installed('file:../tarballs/kafka-streaming.tgz')).toBe('file:../../tarballs/kafka-streaming.tgz'));
});
