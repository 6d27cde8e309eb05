import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandFor } from './command';
import { packageRoot } from './root';
import { version } from './version';

const folder = mkdtempSync(join(tmpdir(), 'command-'));
const file = join(folder, 'package.json');
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(
  file,
  JSON.stringify({ scripts: { start: 'kafka-streaming start', up: 'kafka-streaming up', produce: 'node mine.js' } }),
);
const typedAs = (event: string, script: string) => ({
  npm_lifecycle_event: event,
  npm_lifecycle_script: script,
  npm_package_json: file,
});

describe('a command in a message', () => {
  test('is a script of npm in a checkout', () => {
    const command = commandFor({}, true);
    expect([command('up'), command('start', '--on kind'), command('up', '--name x')]).toEqual([
      'npm run up',
      'npm start -- --on kind',
      'npm run up -- --name x',
    ]);
  });

  test.each([
    ['typed by itself', {}],
    ['typed with npx', typedAs('npx', 'kafka-streaming up')],
    ['started by a test', typedAs('test', 'jest')],
    ['of a package that cannot be read', { ...typedAs('up', 'kafka-streaming up'), npm_package_json: '/nowhere' }],
  ])('is kafka-streaming when that was %s', (_, env) => {
    const command = commandFor(env, false);
    expect([command('up'), command('up', '--name x')]).toEqual([
      'npx kafka-streaming up',
      'npx kafka-streaming up --name x',
    ]);
  });

  test('is a script of the user where a script was typed, and there is one for it', () => {
    const command = commandFor(typedAs('up', 'kafka-streaming up --on local'), false);
    expect([command('start', '--on kind'), command('up'), command('down'), command('produce', '-n 3')]).toEqual([
      'npm start -- --on kind',
      'npm run up',
      'npx kafka-streaming down',
      'npx kafka-streaming produce -n 3',
    ]);
  });
});

test('the version is that of package.json, whose folder is found', () => {
  const text = readFileSync(join(packageRoot, 'package.json'), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ name: 'kafka-streaming', version });
});
