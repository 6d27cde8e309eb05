import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { VERBS } from '../lib/cli/verbs';
import { CLUSTER_FLAGS } from '../lib/package';
import { runProgram } from './support/run';

jest.setTimeout(60_000);

const root = join(__dirname, '..');
const FLAGS = {
  on: 'on',
  cluster: 'cluster',
  name: 'name',
  folder: 'folder',
  brokers: 'brokers',
  commandConfig: 'command-config',
} as const;

test.each(Object.entries(VERBS))('messages know by which flags %s is told its cluster', async (verb, { file }) => {
  const { stdout } = await runProgram(file, ['--help']);
  const known = Object.entries(FLAGS).filter(([, flag]) => new RegExp(`^ .*--${flag} [A-Z]`, 'm').test(stdout));
  expect(known.map(([name]) => name).sort()).toEqual([...(CLUSTER_FLAGS[verb] ?? [])].sort());
});

/** What the lint rule says of each line, in a process of its own: its configuration is a module. */
function lint(lines: readonly string[]): readonly string[][] {
  const program = `
    import { Linter } from 'eslint';
    import tseslint from 'typescript-eslint';
    import { commands } from './eslint.config.mjs';
    const config = { ...commands, languageOptions: { parser: tseslint.parser } };
    const verify = (code) => new Linter().verify(code, config, 'lib/local/x.ts');
    console.log(JSON.stringify(${JSON.stringify(lines)}.map((each) => verify(each).map(({ message }) => message))));`;
  const options = { cwd: root, encoding: 'utf8', input: program } as const;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module'], options);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as string[][];
}

test('a command is written by none but command(), and when its message is told', () => {
  const refused = [
    "const AGAIN = command('up');",
    "const TEXT = `first ${command('down')}`;",
    "const text = () => 'npm run down first';",
    'const text = () => `${name}: npx kafka-streaming up`;',
    'const text = () => `${name}: delete all with down --delete-data`;',
  ];
  const allowed = [
    "const again = () => command('up');",
    "function text() { return `first ${command('down')}`; }",
    "const settings = { name: string({ help: `${command('clusters')} lists them` }) };",
  ];
  expect(lint(refused).map(({ length }) => length)).toEqual(refused.map(() => 1));
  expect(lint(allowed)).toEqual(allowed.map(() => []));
});
