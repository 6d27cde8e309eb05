import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { file } from './file';

/** What ZooKeeper 3.8 answers to `dump`, with these ephemeral nodes. */
const dump = (...nodes: string[]): string =>
  `SessionTracker dump:\nephemeral nodes dump:\nSessions with Ephemerals (1):\n0x1:\n${nodes.map((node) => `\t${node}\n`).join('')}`;
const WITHOUT_QUORUM = 'This ZooKeeper instance is not currently serving requests\n';

const folder = mkdtempSync(join(tmpdir(), 'start-broker-'));
const servers: Server[] = [];
afterAll(() => {
  servers.forEach((server) => server.close());
  rmSync(folder, { recursive: true });
});

/** A server that gives these answers one after another, the last one for ever. */
async function zooKeeper(...answers: [string, ...string[]]): Promise<string> {
  const server = createServer((socket) =>
    socket.once('data', () => socket.end((answers.length > 1 ? answers.shift() : undefined) ?? answers[0])),
  );
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The script in the pod broker-1, with a Kafka that only says how it was started. */
function start(zookeeper: string, { zone = '', sessionTimeoutMs = 6000 } = {}) {
  const kafka = join(folder, 'kafka', 'bin');
  mkdirSync(kafka, { recursive: true });
  writeFileSync(join(kafka, 'kafka-server-start.sh'), '#!/bin/bash\necho "started with ${@:2}"\n', { mode: 0o755 });
  writeFileSync(
    join(folder, 'start-broker.sh'),
    file('start-broker.sh').replaceAll('/opt/kafka', join(folder, 'kafka')),
  );
  writeFileSync(
    join(folder, 'broker-1.properties'),
    `broker.id=1\nzookeeper.connect=${zookeeper}/kafka\nzookeeper.session.timeout.ms=${sessionTimeoutMs}\n`,
  );
  const env = { ...process.env, HOSTNAME: 'broker-1', ZONE: zone };
  const child = spawn('bash', [join(folder, 'start-broker.sh')], { env });
  const output: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const ended = once(child, 'close').then(([code]) => ({
    code: code as number,
    lines: output.join('').trimEnd().split('\n'),
  }));
  return { child, ended };
}

const WAITING_FOR_SESSION = 'waiting for the session of the last run to expire: /kafka/brokers/ids/1';

test('a broker starts at once when it is not registered, though another is whose id begins like its own', async () => {
  const { lines } = await start(await zooKeeper(dump('/kafka/brokers/ids/11', '/other/brokers/ids/1'))).ended;
  expect(lines).toEqual(['started with']);
});

test('after a hard kill a broker waits until its old registration is gone', async () => {
  const stale = dump('/kafka/brokers/ids/1');
  const { lines } = await start(await zooKeeper(stale, stale, dump())).ended;
  expect(lines).toEqual([WAITING_FOR_SESSION, WAITING_FOR_SESSION, 'started with']);
});

test('a broker waits only a little longer than the session time-out, and then lets Kafka tell what is wrong', async () => {
  const { lines } = await start(await zooKeeper(dump('/kafka/brokers/ids/1')), { sessionTimeoutMs: 0 }).ended;
  expect(lines).toEqual([...Array<string>(5).fill(WAITING_FOR_SESSION), 'started with']);
}, 20_000);

test('a broker waits for a ZooKeeper that has no quorum yet, and asks every server of the ensemble', async () => {
  const ensemble = `127.0.0.1:1,${await zooKeeper(WITHOUT_QUORUM, dump())}`;
  const { lines } = await start(ensemble).ended;
  expect(lines).toEqual([`waiting for ZooKeeper at ${ensemble}`, 'started with']);
});

test('a broker that waits for ZooKeeper ends at SIGTERM', async () => {
  const { child, ended } = start('127.0.0.1:1');
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  expect((await ended).code).toBe(143);
});

test('the rack of a broker is the zone of its node, where there is one', async () => {
  const { lines } = await start(await zooKeeper(dump()), { zone: 'east' }).ended;
  expect(lines).toEqual(['started with --override broker.rack=east']);
});
