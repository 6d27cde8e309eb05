import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { file } from '../file';

jest.setTimeout(30_000);

const folder = mkdtempSync(join(tmpdir(), 'start-zookeeper-'));
const data = join(folder, 'data');
const saysEmpty = join(folder, 'empty');
const servers: Server[] = [];

beforeEach(() => rmSync(folder, { recursive: true }));
afterEach(() => servers.splice(0).forEach((server) => server.close()));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a server answers to `srvr` and to `envi`. */
type Answers = readonly [srvr: string, envi: string];
const WITHOUT_QUORUM = 'This ZooKeeper instance is not currently serving requests\n';
const SERVES: Answers = ['Mode: follower\n', 'Environment:\nuser.dir=/\n'];
const ALONE: Answers = ['Mode: standalone\n', 'Environment:\nuser.dir=/\n'];
const HAS_DATA: Answers = [WITHOUT_QUORUM, 'Environment:\nuser.dir=/\n'];
const IS_EMPTY: Answers = [WITHOUT_QUORUM, `Environment:\nuser.dir=${saysEmpty}\n`];

let port = 0;

/** Where nobody listens, unless a test lets somebody. */
let brokers = '127.0.0.1:1';
beforeEach(() => {
  brokers = '127.0.0.1:1';
});

/** The server with that id, at an address of its own and the port that all share. */
async function peer(id: number, answers: Answers): Promise<void> {
  const server = createServer((socket) =>
    socket.once('data', (word) => socket.end(String(word) === 'srvr' ? answers[0] : answers[1])),
  );
  servers.push(server.listen(port, `127.0.0.${id + 1}`));
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
}

beforeEach(async () => {
  port = 0;
  await peer(100, HAS_DATA);
});

const write = (path: string, text = ''): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text, { mode: 0o755 });
};

/** The script in the pod of a server of an ensemble, with a ZooKeeper that only says how it was started. */
function start(id: number, ensemble: number) {
  write('kafka/bin/zookeeper-server-start.sh', '#!/bin/bash\necho "started in $PWD"\n');
  const script = file('start-zookeeper.sh').replace('/opt/kafka', join(folder, 'kafka'));
  write('start-zookeeper.sh', script.replace('/tmp/empty', saysEmpty));
  write('brokers-serve.sh', file('brokers-serve.sh'));
  const peers = Array.from({ length: ensemble }, (_, i) => `server.${i + 1}=127.0.0.${i + 2}:2888:3888`);
  const lines = [`dataDir=${data}`, `clientPort=${port}`, ...(ensemble === 1 ? [] : peers)];
  write('zookeeper.properties', `${lines.join('\n')}\n`);
  const env = { ...process.env, HOSTNAME: `zookeeper-${id}`, BROKERS: brokers };
  const child = spawn('bash', [join(folder, 'start-zookeeper.sh')], { env, cwd: '/' });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(String(chunk)));
  const ended = once(child, 'close').then(([code]) => ({
    code: code as number,
    last: output.join('').trimEnd().split('\n').at(-1),
    marked: existsSync(join(data, 'initialize')),
  }));
  return { child, ended };
}

const STARTED = 'started in /';

test('a single server without data is marked as new, and knows its id', async () => {
  expect(await start(1, 1).ended).toEqual({ code: 0, last: STARTED, marked: true });
  expect(readFileSync(join(data, 'myid'), 'utf8')).toBe('1\n');
});

test('a server with data is started as it is, whoever else is there, and a mark of before is taken off', async () => {
  write('data/version-2/snapshot.0');
  write('data/initialize');
  expect(await start(2, 3).ended).toEqual({ code: 0, last: STARTED, marked: false });
});

test.each([
  [3, 3],
  [4, 5],
  [5, 5],
])('witness %i of %i starts at once without data, is never marked, and says that it is empty', async (id, ensemble) => {
  expect(await start(id, ensemble).ended).toEqual({ code: 0, last: `started in ${saysEmpty}`, marked: false });
});

test.each([
  [1, 3],
  [2, 3],
  [1, 5],
  [3, 5],
])('server %i of %i without data is marked when all witnesses say that they are empty', async (id, ensemble) => {
  write('data/version-2/acceptedEpoch', '-1');
  for (let witness = Math.floor(ensemble / 2) + 2; witness <= ensemble; witness++) await peer(witness, IS_EMPTY);
  expect(await start(id, ensemble).ended).toEqual({ code: 0, last: STARTED, marked: true });
  expect(existsSync(join(data, 'version-2/acceptedEpoch'))).toBe(false);
});

test.each([
  ['a witness has data, be the others away', 1, { 5: HAS_DATA }],
  ['a witness has data beside an empty one', 2, { 4: IS_EMPTY, 5: HAS_DATA }],
  ['any other serves in a quorum', 3, { 2: SERVES }],
  ['one that is no witness serves in a quorum beside empty ones', 1, { 2: SERVES, 4: IS_EMPTY, 5: IS_EMPTY }],
  ['a witness answers, but not to the question', 1, { 4: [WITHOUT_QUORUM, 'envi is not executed'] }],
] as const)('a server without data joins unmarked when %s', async (_, id, peers) => {
  for (const [other, answers] of Object.entries<Answers>(peers)) await peer(Number(other), answers);
  expect(await start(id, 5).ended).toEqual({ code: 0, last: STARTED, marked: false });
});

test('a server without data waits for the last witness, and says for which; it ends at SIGTERM', async () => {
  await peer(2, HAS_DATA);
  await peer(4, IS_EMPTY);
  const { child, ended } = start(1, 5);
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  const waits = 'no data here: waiting for 127.0.0.6 to tell whether it has any';
  expect(await ended).toEqual({ code: 143, last: waits, marked: false });
});

test('a server that is not described, as after kubectl scale, refuses to serve by itself', async () => {
  expect(await start(2, 1).ended).toEqual({
    code: 1,
    last: 'zookeeper.replicas is 1, and this is server 2: describe more servers instead of scaling',
    marked: false,
  });
  expect(existsSync(data)).toBe(false);
});

describe('a server whose data were made with another ensemble than is described', () => {
  const withData = (acceptedEpoch: string): void => {
    write('data/version-2/snapshot.0');
    write('data/version-2/acceptedEpoch', acceptedEpoch);
  };

  test.each([
    [5, 3],
    [3, 1],
    [3, 5],
  ])('refuses to start: %i and %i', async (former, described) => {
    withData('1');
    await start(1, former).ended;
    expect(await start(1, described).ended).toMatchObject({
      code: 1,
      last: `these are data of an ensemble of ${former} servers, but zookeeper.replicas is ${described} now: nothing is lost, describe ${former} again`,
    });
    expect(await start(1, former).ended).toMatchObject({ code: 0 });
  });

  test('starts when these never had a quorum: growing may be taken back', async () => {
    withData('0');
    await start(1, 3).ended;
    expect(await start(1, 1).ended).toMatchObject({ code: 0, last: STARTED });
  });

  test('starts when it was alone: from one server an ensemble grows', async () => {
    withData('1');
    await start(1, 1).ended;
    expect(await start(1, 3).ended).toMatchObject({ code: 0, last: STARTED });
  });

  test('starts when nothing tells of them, as data of before do not', async () => {
    withData('1');
    expect(await start(1, 1).ended).toMatchObject({ code: 0, last: STARTED });
  });
});

describe('beside what answers at the address of the brokers, a server without data', () => {
  // ApiVersions, version 0, correlation id 1, no client id.
  const ASKED = '0000000a' + '0012' + '0000' + '00000001' + 'ffff';

  /** Answers what a broker is asked, or hangs up. */
  async function listen(bytes?: Buffer): Promise<void> {
    const server = createServer((socket) => {
      let asked = '';
      socket.on('error', () => undefined);
      socket.on('data', (more) => {
        asked += more.toString('hex');
        if (asked === ASKED && bytes) socket.end(bytes);
        else if (asked.length >= ASKED.length) socket.end();
      });
    });
    servers.push(server.listen(0, '127.0.0.1'));
    await once(server, 'listening');
    brokers = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  const serve = (): Promise<void> => listen(Buffer.from([0, 0, 0, 10, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]));

  test.each([1, 3])('has lost them where that is a broker, and begins nothing anew: one of %i', async (ensemble) => {
    await serve();
    for (let witness = 3; witness <= ensemble; witness++) await peer(witness, IS_EMPTY);
    const { code, last, marked } = await start(1, ensemble).ended;
    expect({ code, marked }).toEqual({ code: 1, marked: false });
    expect(last).toMatch(/^no data here, but brokers of this cluster serve: zookeeper-1 has lost its volume/);
  });

  test.each([
    ['is still alone', ALONE],
    ['knows of the others, and waits for them', HAS_DATA],
  ])('is new where the ensemble grows from a server that %s', async (_, answers) => {
    await serve();
    await peer(1, answers);
    await peer(3, IS_EMPTY);
    expect(await start(2, 3).ended).toEqual({ code: 0, last: STARTED, marked: true });
  });

  test('has lost them though a witness runs: it has none either', async () => {
    await serve();
    await peer(3, IS_EMPTY);
    expect(await start(2, 3).ended).toMatchObject({ code: 1, marked: false });
  });

  test('is new where that opens any port and has nothing to say, as a service mesh', async () => {
    await listen();
    expect(await start(1, 1).ended).toEqual({ code: 0, last: STARTED, marked: true });
  });
});
