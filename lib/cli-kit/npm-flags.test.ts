import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../test/support/run';
import { isRunByNpm, meantForUs } from './npm-flags';
import { duration, integer, boolean, string } from './setting';

jest.setTimeout(30_000);

const settings = {
  topic: string({ flag: ['topic', 't'], metavar: 'NAME', default: 'test', help: '' }),
  count: integer({ flag: ['num', 'n'], metavar: 'N', min: 1, default: 1, help: '' }),
  config: string({ flag: ['config', 'c'], metavar: 'NAME=VALUE', default: '', help: '' }),
  message: string({ flag: ['message'], metavar: 'TEXT', default: '', help: '' }),
  idle: duration({ flag: ['idle'], env: ['IDLE_MS'], default: 1, help: '' }),
  deleteData: boolean({ flag: ['delete-data'], help: '' }),
  yes: boolean({ flag: ['yes', 'y'], help: '' }),
};
const typed = (env: Record<string, string>, words: string[] = []) => meantForUs(settings, 'x', words, env);

test.each<[string, Record<string, string>, string[], string | undefined]>([
  ['a switch', { npm_config_delete_data: 'true' }, [], 'npm run x -- --delete-data'],
  ['a value, as npm 10 keeps it', { npm_config_idle: '2s' }, [], 'npm run x -- --idle 2s'],
  ['a value that npm 11 has left as a word', { npm_config_idle: 'true' }, ['2s'], 'npm run x -- --idle 2s'],
  ['words before it', { npm_config_topic: 'true' }, ['create', 'a'], 'npm run x -- create --topic a'],
  [
    'values that could be of either flag',
    { npm_config_idle: 'true', npm_config_t: 'true' },
    ['a', '2s'],
    'npm run x -- … -t NAME --idle SPAN',
  ],
  ['a letter of ours', { npm_config_t: 'true' }, ['orders'], 'npm run x -- -t orders'],
  ['a letter that npm knows', { npm_config_call: 'a=b' }, ['create'], 'npm run x -- create -c a=b'],
  ['nothing of ours', { npm_config_watch: 'true', npm_config_cache: '/x', npm_config_idle: '' }, [], undefined],
  ['what containers set', { npm_config_yes: 'true' }, [], undefined],
  ['what a variable sets', { NPM_CONFIG_MESSAGE: 'x', npm_config_message: 'x' }, [], undefined],
])('%s is met', (_, env, words, expected) => expect(typed(env, words)).toBe(expected));

test('what a file configures npm with was not typed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'npm-flags-'));
  writeFileSync(join(folder, '.npmrc'), 'fund=false\nmessage = Release %s\n');
  const env = { npm_config_message: 'Release %s', npm_config_local_prefix: folder };
  expect(typed(env)).toBeUndefined();
  rmSync(folder, { recursive: true });
  expect(typed(env)).toBe('npm run x -- --message Release %s');
});

test('flags of an npm that runs something else, such as tests, are none of ours', () => {
  const env = { npm_lifecycle_script: 'node -r ./register.js lib/cli/down.ts' };
  expect(isRunByNpm(env, '/x/lib/cli/down.ts')).toBe(true);
  expect(isRunByNpm(env, '/x/lib/cli/status.ts')).toBe(false);
  expect(isRunByNpm({ npm_lifecycle_script: 'jest --selectProjects unit' }, '/x/lib/cli/down.ts')).toBe(false);
  expect(isRunByNpm({}, '/x/lib/cli/down.ts')).toBe(false);
});

test.each([
  ['status --watch', 'npm keeps the flags before "--" for itself: type npm run status -- --watch'],
  ['down --delete-data', 'npm keeps the flags before "--" for itself: type npm run down -- --delete-data'],
  ['consume -n 3', 'unexpected word "3": see --help; flags come after "--", or npm keeps them: npm run consume -- …'],
  ['admin create -n zz -p 6 -r 3', 'npm keeps the flags before "--" for itself: type npm run admin -- … -p N -r N'],
])('npm run %s changes nothing and says what to type', async (typed, said) => {
  // Were it not refused, it would find nobody.
  const env = {
    KAFKA_BROKERS: 'localhost:1',
    DEADLINE_MS: '1',
    KAFKA_ON: 'local',
    KAFKA_FOLDER: join(tmpdir(), 'no-such'),
  };
  const { exitCode, stderr } = await run('npm', ['run', '--silent', ...typed.split(' ')], { env });
  expect({ exitCode, stderr: stderr.trim() }).toEqual({ exitCode: 2, stderr: said });
});
