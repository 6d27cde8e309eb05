import { spawnSync } from 'node:child_process';
import { join, relative } from 'node:path';

const root = join(__dirname, '../../..');

/** Loads a job, has it print its settings, and lists the files that this took. */
function loadedBy(job: string): string[] {
  const program = `
    process.argv = [process.argv[0], 'job', '--print-config'];
    process.once('exit', () => console.log('\\n' + Object.keys(require.cache).join('\\n')));
    require('./lib/cli/${job}');`;
  const options = { cwd: root, encoding: 'utf8' } as const;
  const { stdout } = spawnSync(process.execPath, ['-r', './register.js', '-e', program], options);
  return stdout
    .split('\n')
    .filter((line) => line.startsWith(root))
    .map((path) => relative(root, path));
}

const foldersOf = (files: readonly string[], within: string): string[] => {
  const folders = files.filter((file) => file.startsWith(within)).map((file) => file.slice(within.length).split('/'));
  return [...new Set(folders.filter(({ length }) => length > 1).map(([folder]) => folder!))].sort();
};

// Loading is most of what a short run takes: an import too many shows in `npm run bench`.
test.each([
  ['produce', ['client', 'network', 'producer', 'protocol']],
  ['consume', ['client', 'group', 'network', 'protocol', 'reader']],
])('%s loads of lib/kafka the parts %j, and nothing of kafkajs', (job, parts) => {
  const files = loadedBy(job);
  expect(foldersOf(files, 'lib/kafka/')).toEqual(parts);
  expect(files).not.toContain('lib/kafka/index.ts');
  expect(files).not.toContain('lib/cluster/index.ts');
  expect(files.filter((file) => file.startsWith('node_modules/kafkajs/'))).toEqual([]);
});
