import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandFor } from './command';
import { packageRoot } from './root';
import { version } from './version';
import { clusterInHand, takeInHand } from './which-cluster';

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

describe('a command in a message leads to the cluster that is in hand', () => {
  const command = commandFor({}, true);
  afterEach(() => takeInHand({}));

  test.each([
    ['up', '', 'npm run up -- --on local --cluster small --name second --folder /data'],
    ['restart', 'broker-1', 'npm run restart -- broker-1 --on local --cluster small --name second --folder /data'],
    ['topics', 'delete a', 'npm run topics -- delete a --cluster small --name second --folder /data'],
    ['clusters', '', 'npm run clusters -- --folder /data'],
    ['init', '', 'npm run init'],
  ])('by the flags that %s has', (verb, words, typed) => {
    takeInHand({ on: 'local', cluster: 'small', name: 'second', folder: '/data' });
    expect(command(verb, words)).toBe(typed);
  });

  test('by its brokers alone, where those are named', () => {
    takeInHand({ brokers: 'localhost:9,localhost:10', folder: '/data' });
    expect([command('admin', 'list'), command('up'), command('clusters')]).toEqual([
      'npm run admin -- list -b localhost:9,localhost:10',
      'npm run up -- --folder /data',
      'npm run clusters -- --folder /data',
    ]);
  });

  test('unless it is about another, which is then said in full', () => {
    takeInHand({ name: 'second', folder: '/data' });
    expect(command('down', '', { on: 'local', name: 'third' })).toBe('npm run down -- --on local --name third');
    expect(command('down', '', { ...clusterInHand(), on: 'kind' })).toBe(
      'npm run down -- --on kind --name second --folder /data',
    );
  });

  test('as words of a shell, whatever is in them', () => {
    takeInHand({ folder: "/it's mine", name: '$HOME' });
    expect(command('up')).toBe(`npm run up -- --name '$HOME' --folder '/it'\\''s mine'`);
  });
});

test('the version is that of package.json, whose folder is found', () => {
  const text = readFileSync(join(packageRoot, 'package.json'), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ name: 'kafka-streaming', version });
});
