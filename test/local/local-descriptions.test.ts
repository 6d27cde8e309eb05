import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reservePorts, type ReservedPorts } from '../../lib/local';
import { run, type Ended } from '../support/run';

jest.setTimeout(120_000);

const root = join(__dirname, '../..');
const SOURCES = ['lib', 'jobs', 'package.json', 'register.js', 'register-using.js', 'main.ts'];
const DESCRIBED = `import { defineCluster } from './lib/cluster';
export const clusters = { one: defineCluster({ name: 'one', brokers: 1 }) };`;

/** What a user's cluster.ts may be; undefined for none. */
const FAULTY: Readonly<Record<string, string | undefined>> = {
  'exports something else': 'export const cluster = 1;',
  'is empty': '',
  'has a cluster that is none': 'export const clusters = { a: {} };',
  'has no cluster': 'export const clusters = {};',
  'cannot be read': 'export const clusters = {',
  'throws two lines': 'throw new Error("one\\ntwo");',
  'throws no error': 'throw 5;',
  'imports what is not there': 'import "./nowhere";',
  'is not there': undefined,
};

let checkout: string;
let ports: ReservedPorts;
beforeAll(async () => {
  ports = await reservePorts();
  checkout = mkdtempSync(join(tmpdir(), 'kafka-streaming-descriptions-'));
  for (const source of SOURCES) cpSync(join(root, source), join(checkout, source), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'));
});
afterAll(() => {
  rmSync(checkout, { recursive: true });
  ports.release();
});

const describeAs = (text: string | undefined): void => {
  const file = join(checkout, 'cluster.ts');
  if (text === undefined) rmSync(file);
  else writeFileSync(file, text);
};
const program = (name: string, ...args: string[]): Promise<Ended> =>
  run(process.execPath, ['-r', join(checkout, 'register.js'), join(checkout, `${name}.ts`), ...args], {
    env: { KAFKA_ON: undefined, KAFKA_BROKERS: undefined },
  });

test.each(Object.entries(FAULTY))('a cluster.ts that %s is told in one line, with exit code 2', async (_, text) => {
  describeAs('');
  describeAs(text);
  const names = ['lib/cli/down', 'main', 'lib/cli/produce'];
  const ended = await Promise.all(names.map((name) => program(name)));
  const line = expect.stringMatching(/^[^\n]*cluster\.ts[^\n]*\n$/) as unknown;
  expect(ended).toMatchObject(names.map(() => ({ exitCode: 2, stdout: '', stderr: line })));
});

test('down stops what runs here, whatever cluster.ts has become', async () => {
  describeAs(DESCRIBED);
  const { brokers, zookeeper } = ports.hostPorts;
  const own = ['--broker-port', `${brokers}`, '--zookeeper-port', `${zookeeper}`];
  expect(await program('lib/cli/up', '--on', 'local', ...own)).toMatchObject({ exitCode: 0 });
  describeAs(FAULTY['cannot be read']);
  expect(await program('lib/cli/down')).toMatchObject({
    exitCode: 0,
    stderr: expect.stringMatching(/^cluster\.ts cannot [^]*\(broker-1 stopped, zookeeper-1 stopped/) as unknown,
  });
});

test('a cluster that does not run is not taken for another one of its ports, nor that one for it', async () => {
  const { brokers, zookeeper } = ports.hostPorts;
  const each = (name: string) =>
    `defineCluster({ name: '${name}', brokers: 1, hostPorts: ${JSON.stringify({ brokers, zookeeper })}, topics: { test: {} } })`;
  describeAs(
    `import { defineCluster } from './lib/cluster';\nexport const clusters = { one: ${each('one')}, other: ${each('other')} };`,
  );
  expect(await program('lib/cli/up', '--on', 'local')).toMatchObject({ exitCode: 0 });
  try {
    const refused = {
      exitCode: 2,
      stdout: '',
      stderr: `cluster "one" answers at localhost:${brokers}, but this one does not run: npm run clusters shows what runs here\n`,
    };
    const other = ['--cluster', 'other'];
    expect(await program('lib/cli/produce', '-n', '3', ...other)).toMatchObject(refused);
    expect(await program('lib/cli/topics', 'delete', 'test', '--yes', ...other)).toMatchObject(refused);
    expect(await program('lib/cli/consume', ...other)).toMatchObject(refused);
    expect(await program('lib/cli/produce', '-n', '3')).toMatchObject({ exitCode: 0 });
  } finally {
    expect(await program('lib/cli/down', '--delete-data')).toMatchObject({ exitCode: 0 });
  }
});
