import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { file } from '../file';

// Each question is some processes, which a busy machine takes its time for.
jest.setTimeout(30_000);

const folder = mkdtempSync(join(tmpdir(), 'format-node-'));
const servers: Server[] = [];
afterEach(() => {
  servers.splice(0).forEach((server) => server.close());
  rmSync(folder, { recursive: true });
});

const CLUSTER = 'clusterclusterclusterA';
const [SECOND, THIRD] = ['second-second-second-A', 'third_third_third_thiA'];

/** What a node says to whoever asks. */
interface Node {
  readonly epoch: number;
  /** @default - it was started by a script that does not tell it */
  readonly directory?: string;
}

const DESCRIBE_CONFIGS = 32;

/** As Kafka answers the two questions of the script, with the node's part of it. */
function answer(request: Buffer, { epoch, directory = '' }: Node): Buffer {
  const body = Buffer.concat(
    request.readInt16BE(4) === DESCRIBE_CONFIGS
      ? [
          Buffer.from('\0\0\0\0\x01\x07log.dir\0'),
          Buffer.from(directory && `/directory/${directory}`),
          Buffer.from('\0\x04'),
        ]
      : [Buffer.from('\0\0__cluster_metadata\0\x4a\xff', 'latin1'), int32(epoch)],
  );
  return Buffer.concat([int32(body.length + 4), int32(0), body]);
}

function int32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeInt32BE(value);
  return buffer;
}

async function serve(node: Node): Promise<number> {
  return listen((request) => answer(request, node));
}

async function listen(answer: (request: Buffer) => Buffer): Promise<number> {
  const server = createServer((socket) => {
    // Who has read enough hangs up.
    socket.on('error', () => undefined);
    socket.once('data', (request) => socket.write(answer(request)));
  });
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const SILENT_PORT = 1;

/** Where nobody listens, unless a test lets somebody. */
let brokers = `127.0.0.1:${SILENT_PORT}`;
beforeEach(() => {
  brokers = `127.0.0.1:${SILENT_PORT}`;
});

/** The script in the pod of the node with that id, with a `kafka-storage.sh` that only says how it was started. */
function run(id: number, voters: readonly string[]) {
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, { mode: 0o755 });
  };
  write('kafka/bin/kafka-storage.sh', '#!/bin/bash\necho "${@:7}"\n');
  write('format-node.sh', file('format-node.sh').replace('/opt/kafka', join(folder, 'kafka')));
  write('brokers-serve.sh', file('brokers-serve.sh'));
  write(`broker-${id}.properties`, `node.id=${id}\nlog.dirs=${folder}/data\n`);
  const env = { ...process.env, HOSTNAME: `broker-${id}`, BROKERS: brokers };
  const child = spawn('bash', [join(folder, 'format-node.sh'), CLUSTER, ...voters], { env });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(String(chunk)));
  const ended = once(child, 'close').then(([code]) => ({
    code: code as number,
    last: output.join('').trimEnd().split('\n').at(-1),
  }));
  return { child, ended };
}

/** Voters 1 to 3, of which the last two are as told. */
const votersOf = async (...nodes: readonly (Node | undefined)[]): Promise<string[]> => [
  '1@127.0.0.1:1',
  ...(await Promise.all(
    nodes.map(async (node, index) => `${index + 2}@127.0.0.1:${node ? await serve(node) : SILENT_PORT}`),
  )),
];

const NEW = [
  { epoch: 0, directory: SECOND },
  { epoch: 0, directory: THIRD },
] as const;
const WITHOUT_VOTE = { code: 0, last: '--no-initial-controllers' };

test('the first voter founds a quorum of the volumes that all others tell of, each with no data', async () => {
  const voters = await votersOf(...NEW);
  const { code, last } = await run(1, voters).ended;
  const [flag, founders] = last!.split(' ');
  expect({ code, flag }).toEqual({ code: 0, flag: '--initial-controllers' });
  const [own, ...others] = founders!.split(',');
  expect(own).toMatch(/^1@127\.0\.0\.1:1:[A-Za-z0-9_][\w-]{21}$/);
  expect(others).toEqual([`${voters[1]!}:${SECOND}`, `${voters[2]!}:${THIRD}`]);
});

test('founds another one each time: a volume that was lost is known to nobody', async () => {
  const voters = await votersOf(...NEW);
  const [one, other] = await Promise.all([run(1, voters).ended, run(1, voters).ended]);
  expect(one.last).not.toBe(other.last);
});

test.each([1, 3])('of %i voters without data none founds a quorum beside brokers that serve', async (count) => {
  brokers = `127.0.0.1:${await listen(() => Buffer.alloc(14))}`;
  const { code, last } = await run(1, (await votersOf(...NEW)).slice(0, count)).ended;
  expect(code).toBe(1);
  expect(last).toMatch(/^no data here nor at the others, but brokers of this cluster serve: /);
});

test('a single voter founds its quorum at once', async () => {
  expect((await run(1, ['1@127.0.0.1:1']).ended).last).toMatch(/^--initial-controllers 1@127\.0\.0\.1:1:[\w-]{22}$/);
});

test.each([2, 3])('voter %i without data is given no vote, whoever else is there', async (id) => {
  expect(await run(id, await votersOf(undefined, undefined)).ended).toEqual(WITHOUT_VOTE);
});

test('a broker that is no voter is given none', async () => {
  expect(await run(1, []).ended).toEqual(WITHOUT_VOTE);
});

test.each([
  ['another has data, be the last one away', [{ epoch: 7 }, undefined]],
  ['another has data beside a new one', [NEW[0], { epoch: 1, directory: THIRD }]],
  ['one that is asked before is away', [undefined, { epoch: 300 }]],
] as const)('the first voter without data founds nothing when %s', async (_, nodes) => {
  expect(await run(1, await votersOf(...nodes)).ended).toEqual(WITHOUT_VOTE);
});

test.each([
  ['does not answer', undefined],
  ['does not tell of its volume', { epoch: 0 }],
])('the first voter waits for one that %s, and says for which; it ends at SIGTERM', async (_, node) => {
  const voters = await votersOf(NEW[0], node);
  const { child, ended } = run(1, voters);
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  expect(await ended).toEqual({
    code: 143,
    last: `no data here: waiting for ${voters[2]!.slice(2)} to tell whether it has any`,
  });
});

test('a volume that is formatted is asked only whether it is one of this cluster', async () => {
  mkdirSync(join(folder, 'data'), { recursive: true });
  writeFileSync(join(folder, 'data', 'meta.properties'), '');
  expect(await run(1, await votersOf(undefined, undefined)).ended).toEqual(WITHOUT_VOTE);
});
