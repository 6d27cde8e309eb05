import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { dependencies } from '../../package.json';
import { reservePorts, type ReservedPorts } from '../../lib/local';
import { hostileNames, mostHostileName } from '../support/hostile-names';
import { run, type Ended } from '../support/run';

jest.setTimeout(150_000);

const root = join(__dirname, '../..');
const SOURCES = ['lib', 'jobs', 'kafka.ts', 'package.json', 'register.js', 'register-using.js'];
const DESCRIBED = `import { defineCluster, text, topic } from './lib/cluster';
const topics = { test: topic({ partitions: 3, serde: text }) };
export const clusters = { 'one-broker': defineCluster({ name: 'one-broker', brokers: 1, topics }) };
`;
// Each takes seconds: all by `npm run folders`.
const names = process.env.FOLDERS === 'all' ? [mostHostileName, ...hostileNames] : [mostHostileName];

let parent: string;
let ports: ReservedPorts;

beforeAll(async () => {
  ports = await reservePorts();
});
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'kafka-streaming-folders-'));
});
afterEach(() => rmSync(parent, { recursive: true }));
afterAll(() => ports.release());

test.each(names)('a checkout in the folder %j runs, and what it deletes is all that it wrote', async (name) => {
  const checkout = join(parent, name);
  mkdirSync(join(checkout, 'node_modules'), { recursive: true });
  for (const source of SOURCES) cpSync(join(root, source), join(checkout, source), { recursive: true });
  writeFileSync(join(checkout, 'cluster.ts'), DESCRIBED);
  for (const dependency of Object.keys(dependencies)) {
    const linked = join(checkout, 'node_modules', dependency);
    mkdirSync(dirname(linked), { recursive: true });
    symlinkSync(join(root, 'node_modules', dependency), linked);
  }
  const before = readdirSync(checkout);
  const verb = (program: string, ...flags: string[]): Promise<Ended> => {
    const { brokers, zookeeper } = ports.hostPorts;
    const place = ['--on', 'local'];
    const own = ['--broker-port', `${brokers}`, '--zookeeper-port', `${zookeeper}`];
    const register = ['-r', join(checkout, 'register.js'), join(checkout, `lib/cli/${program}.ts`)];
    return run(process.execPath, [...register, ...place, ...own, ...flags]);
  };
  try {
    const started = await verb('start');
    expect(started).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('30') as unknown });
    expect(await verb('status', '--until', 'healthy')).toMatchObject({ exitCode: 0 });
    expect(readdirSync(join(checkout, '.local', 'one-broker', 'broker-1', 'data'))).toContain('test-0');
  } finally {
    // What it says is shown where it fails.
    expect(await verb('down', '--delete-data')).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('next:') as unknown,
    });
  }
  expect(readdirSync(join(checkout, '.local'))).toEqual([]);
  expect(readdirSync(checkout).sort()).toEqual([...before, '.local'].sort());
  expect(readdirSync(parent)).toEqual([name]);
});
