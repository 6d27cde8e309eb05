import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clusters } from '../../cluster';
import {
  addressText,
  defineCluster,
  interBrokerListener,
  localAddresses,
  zooKeeperOf,
  type Cluster,
} from '../../lib/cluster';
import {
  connect,
  consume,
  createProducer,
  createTopic,
  ensureUsers,
  listAcls,
  listTopics,
  read,
  type ConnectOptions,
} from '../../lib/kafka';
import { localAccess, reservePorts, securityFolder, startReaper, type ReservedPorts } from '../../lib/local';
import { fourLetterWord } from '../../lib/local/zookeeper/four-letter-word';
import { Authority } from '../support/certificates';
import { runKafkaTool } from '../support/kafka-tool';
import { rejection } from '../support/rejection';
import { run, runProgram } from '../support/run';

jest.setTimeout(240_000);

const NAME = 'safe';
let ports: ReservedPorts;
let folder: string;
let cluster: Cluster;
let started: string;
let reaper: ReturnType<typeof startReaper>;

const verb = (name: string, ...args: readonly string[]) =>
  runProgram(`lib/cli/${name}.ts`, ['--name', NAME, '--folder', folder, ...args], {
    env: { KAFKA_NO_UI: undefined },
    deadlineMs: 150_000,
  });
const up = async (...args: readonly string[]): Promise<string> => {
  const { exitCode, stderr } = await verb('up', '--on', 'local', ...args);
  expect([exitCode, stderr]).toEqual([0, expect.any(String)]);
  return stderr;
};

beforeAll(async () => {
  ports = await reservePorts();
  folder = mkdtempSync(join(tmpdir(), 'kafka-streaming-secure-'));
  reaper = startReaper({ name: NAME, folder });
  cluster = defineCluster({ ...clusters.secure.description, name: NAME, hostPorts: ports.hostPorts });
  const { brokers, zookeeper, ui } = ports.hostPorts;
  const flags = ['--broker-port', `${brokers}`, '--zookeeper-port', `${zookeeper}`, '--ui-port', `${ui}`];
  started = await up('--cluster', 'secure', ...flags);
});
afterAll(async () => {
  await verb('down');
  await reaper.reap();
  ports.release();
  rmSync(folder, { recursive: true, force: true });
});

const own = () => securityFolder(cluster, folder);
const text = (file: string) => readFileSync(file, 'utf8');
const trusting = () => ({ ca: text(own().servers.cert) });
const passwordOf = (user: string) => text(own().user(user).password);
const as = (username: string, password = passwordOf(username)): ConnectOptions => ({
  brokers: localAddresses(cluster),
  deadlineMs: 10_000,
  ssl: trusting(),
  sasl: { mechanism: 'SCRAM-SHA-512', username, password },
});
const internal = () => cluster.brokers.map((broker) => addressText(interBrokerListener(broker).local.advertised));

test('its users are made with it, and commands get in unasked', async () => {
  expect(started).toMatch(/console \(http:.*password in .*console\.password/);
  expect(started).toMatch(/user shop.*created/);
  expect(started).toMatch(/user billing.*created/);
  expect(await verb('produce', '-n', '5')).toMatchObject({ exitCode: 0 });
  const consumed = await verb('consume', '-o', ':end');
  expect(consumed.exitCode).toBe(0);
  expect(consumed.stdout.trim().split('\n')).toHaveLength(5);
  expect(await verb('status', '--until', 'healthy')).toMatchObject({ exitCode: 0 });
  const [topics, groups] = await Promise.all([verb('topics', 'list'), verb('groups', 'list')]);
  expect([topics, groups].map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  expect(topics.stdout).toMatch(/test/);
  expect(await verb('doctor')).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/found nothing/) as string });
});

test('a user does what is described, and nothing else', async () => {
  const shop = await connect(as('shop'));
  const producer = await createProducer(shop, { lingerMs: 0 });
  expect(await producer.send({ topic: 'test', value: 'by shop' })).toMatchObject({ outcome: 'acked' });
  await producer.close();
  expect((await listTopics(shop)).map(({ name }) => name)).toEqual(['test']);
  const reading = async () => {
    for await (const { messages } of read(shop, { topic: 'test', until: 'caught-up' })) expect(messages).toEqual([]);
  };
  expect(await rejection(reading())).toMatchObject({ code: 'TOPIC_AUTHORIZATION_FAILED' });
  expect(await rejection(createTopic(shop, { name: 'other', partitions: 1, replicationFactor: 1 }))).toBeDefined();
  expect(await rejection(listAcls(shop))).toMatchObject({ code: 'CLUSTER_AUTHORIZATION_FAILED' });
  await shop.close();

  const billing = await connect(as('billing'));
  const group = { topics: ['test'], fromBeginning: true, count: 1 };
  await consume(billing, { ...group, groupId: 'billing' }, () => undefined);
  expect(await rejection(consume(billing, { ...group, groupId: 'another' }, () => undefined))).toMatchObject({
    code: 'GROUP_AUTHORIZATION_FAILED',
  });
  // Who may write nowhere is no producer.
  expect(await rejection(createProducer(billing))).toMatchObject({ code: 'CLUSTER_AUTHORIZATION_FAILED' });
  await billing.close();
});

const strangers: readonly (readonly [who: string, settings: () => ConnectOptions, code: string])[] = [
  ['without TLS', () => ({ brokers: localAddresses(cluster) }), 'WRONG_SECURITY_PROTOCOL'],
  ['without a user', () => ({ brokers: localAddresses(cluster), ssl: trusting() }), 'WRONG_SECURITY_PROTOCOL'],
  ['whom nobody knows', () => as('eve', 'secret'), 'SASL_AUTHENTICATION_FAILED'],
  ['with the password of another', () => as('shop', passwordOf('billing')), 'SASL_AUTHENTICATION_FAILED'],
  ['without a certificate where servers meet', () => ({ brokers: internal(), ssl: trusting() }), 'TLS_FAILED'],
  [
    'with a certificate of another authority',
    () => {
      const { cert, key } = new Authority(folder, 'stranger').issue('admin');
      return { brokers: internal(), ssl: { ...trusting(), cert, key } };
    },
    'TLS_FAILED',
  ],
];

test.each(strangers)('whoever comes %s gets nowhere', async (_, settings, code) => {
  expect(await rejection(connect({ deadlineMs: 10_000, ...settings() }))).toMatchObject({ code });
});

test('ZooKeeper tells nothing to who has no certificate, nor does the console to who has no password', async () => {
  const server = { host: '127.0.0.1', port: zooKeeperOf(cluster).servers[0]!.localClientPort };
  expect(await fourLetterWord(server, 'srvr')).toBeFalsy();
  expect(await fourLetterWord(server, 'srvr', { ssl: trusting() })).toBeFalsy();
  expect(await fourLetterWord(server, 'srvr', localAccess(cluster, folder))).toMatch(/Mode: /);
  const ask = (headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      const asked = request({ port: ports.hostPorts.ui, path: '/', headers }, (answer) =>
        resolve(answer.resume().statusCode),
      );
      asked.on('error', reject).end();
    });
  expect(await ask({})).toBe(401);
  const login = Buffer.from(`me:${text(own().console.password)}`).toString('base64');
  expect(await ask({ authorization: `Basic ${login}` })).toBe(200);
});

const configOf = async (...args: readonly string[]): Promise<string> => {
  const { exitCode, stdout, stderr } = await verb('client-config', ...args);
  expect([exitCode, stderr]).toEqual([0, '']);
  return stdout;
};

test('other clients get in by what is printed for them, in which no password is', async () => {
  const formats = ['java', 'librdkafka', 'kcat', 'kafkajs', 'python'];
  const printed = await Promise.all(formats.map((format) => configOf('--user', 'billing', '--for', format)));
  for (const each of printed) expect(each).not.toContain(passwordOf('billing'));

  const command = printed[2]!.trim();
  const kcat = await run('sh', ['-c', `${command} -C -t test -e -q`]);
  expect([kcat.exitCode, kcat.stdout.split('\n')]).toEqual([0, expect.arrayContaining(['by shop'])]);
  const admin = (await configOf('--for', 'kcat')).trim();
  expect((await run('sh', ['-c', `${admin} -L`])).stdout).toMatch(/3 brokers:/);

  const file = join(folder, 'billing.properties');
  writeFileSync(file, printed[0]!);
  const java = await runKafkaTool('org.apache.kafka.tools.consumer.ConsoleConsumer', [
    ...['--bootstrap-server', localAddresses(cluster)[0]!, '--consumer.config', file, '--topic', 'test'],
    ...['--group', 'billing', '--max-messages', '1', '--timeout-ms', '20000'],
  ]);
  expect(java.stderr).toMatch(/Processed a total of 1 messages/);
  const adminFile = join(folder, 'admin.properties');
  writeFileSync(adminFile, await configOf());
  const tool = await runKafkaTool('kafka.admin.AclCommand', [
    ...['--bootstrap-server', internal()[0]!, '--command-config', adminFile, '--list'],
  ]);
  expect(tool.stdout).toMatch(/principal=User:shop, host=\*, operation=WRITE/);

  const script = join(folder, 'kafkajs.cjs');
  writeFileSync(script, printed[3]!);
  const program = `const { Kafka } = require('kafkajs'); const admin = new Kafka(require(${JSON.stringify(script)})).admin();
    admin.connect().then(() => admin.listTopics()).then((topics) => { console.log(topics.join()); return admin.disconnect(); });`;
  expect((await run(process.execPath, ['-e', program])).stdout.trim()).toBe('test');
});

test('a user and a right that are not described any more are told, and stay', async () => {
  const client = await connect(localAccess(cluster, folder));
  const { users } = cluster.security!;
  const shop = { ...users[0]!, produce: [], password: passwordOf('shop') };
  expect(await ensureUsers(client, [shop])).toEqual([
    { name: 'shop', action: 'unchanged', note: 'not described, but stays: write of topic "test"' },
    {
      name: 'billing',
      action: 'unchanged',
      note: 'not described, but stays, with read of group "billing", read of topic "test"',
    },
  ]);
  await client.close();
});

function* filesIn(path: string): Iterable<string> {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) yield* filesIn(inner);
    else yield inner;
  }
}

test('nothing secret is in a log, in properties or on a command line, and only the owner reads what is', () => {
  const path = join(folder, NAME);
  expect((statSync(path).mode & 0o77).toString(8)).toBe('0');
  const keys = [own().servers, own().clients, own().admin].map(({ key }) => text(key).split('\n')[1]!);
  const servers = [...filesIn(path)].filter((file) => file.endsWith('/server.pem'));
  expect(servers).toHaveLength(4);
  const secrets = [
    ...[passwordOf('shop'), passwordOf('billing'), text(own().console.password)],
    ...[...keys, ...servers.map((file) => text(file).split('\n')[1]!)],
  ];
  const isTold = (told: string) => secrets.some((secret) => told.includes(secret));
  for (const file of filesIn(path)) {
    const isSecret = isTold(readFileSync(file, 'latin1'));
    if (isSecret) expect([file, (statSync(file).mode & 0o77).toString(8)]).toEqual([file, '0']);
    expect([file, isSecret && !file.startsWith(own().path) && !file.endsWith('/server.pem')]).toEqual([file, false]);
  }
  const processes = execFileSync('ps', ['-eo', 'args', '-ww'], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  expect(processes).toContain(`${path}/`);
  expect(isTold(processes)).toBe(false);
});

test('down and up keep messages, users and certificates', async () => {
  const before = [own().servers.cert, own().admin.cert, own().user('shop').password].map(text);
  expect(await verb('down')).toMatchObject({ exitCode: 0 });
  const again = await up();
  expect(again).not.toMatch(/created|rights added/);
  expect([own().servers.cert, own().admin.cert, own().user('shop').password].map(text)).toEqual(before);
  const consumed = await verb('consume', '-o', ':end');
  expect(consumed.stdout.trim().split('\n')).toHaveLength(6);
  const shop = await connect(as('shop'));
  await shop.close();
});
