import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { clientListener } from '../../lib/cluster';
import { status, up } from '../../lib/local';
import { takeLock } from '../../lib/common/lock';
import { prepareCluster, type LocalCluster } from '../support/local-cluster';
import { rejection } from '../support/rejection';

jest.setTimeout(120_000);

describe('up refuses, in one sentence and with exit code 2,', () => {
  let local: LocalCluster;

  beforeAll(async () => {
    local = await prepareCluster({ brokers: 1 });
  });
  afterEach(async () => {
    expect((await status(local.cluster, local)).map(({ state }) => state)).toEqual(['down', 'down']);
  });
  afterAll(() => local.stop());

  test.each(['127.0.0.1', '::'])('a port that another process has on %s, and names that process', async (host) => {
    const port = clientListener(local.cluster.brokers[0]!).local.port;
    const server = createServer().listen(port, host);
    await once(server, 'listening');
    const error = await rejection(local.up());
    server.close();
    expect(error).toMatchObject({ code: 'PORT_TAKEN', exitCode: 2 });
    expect(error.message).toMatch(
      new RegExp(
        `^port ${port} of broker-1 is taken by \\S+ \\(process ${process.pid}\\): stop that, or change hostPorts`,
      ),
    );
  });

  test('a machine without Java', async () => {
    const { JAVA_HOME } = process.env;
    const empty = mkdtempSync(join(tmpdir(), 'no-java-'));
    process.env.JAVA_HOME = empty;
    const error = await rejection(local.up());
    if (JAVA_HOME === undefined) delete process.env.JAVA_HOME;
    else process.env.JAVA_HOME = JAVA_HOME;
    rmSync(empty, { recursive: true });
    expect(error).toMatchObject({
      code: 'NO_JAVA',
      exitCode: 2,
      message: `no Java in JAVA_HOME (${empty}): install a JRE of version 11 or later`,
    });
  });

  test('a folder that cannot be made', async () => {
    const file = join(local.folder, 'file');
    writeFileSync(file, '');
    expect(await rejection(up(local.cluster, { folder: file }))).toMatchObject({
      code: 'FOLDER_NOT_WRITABLE',
      exitCode: 2,
      message: `${file}/kafka cannot be written (ENOTDIR): make it writable, or choose another folder (--folder), where the cluster begins empty`,
    });
  });

  test('to start while another up does', async () => {
    const stop = new AbortController();
    const first = up(local.cluster, { folder: local.folder, signal: stop.signal });
    expect(await rejection(local.up())).toMatchObject({
      code: 'BUSY',
      exitCode: 2,
      message: `process ${process.pid} is starting or stopping the servers of ${local.folder}/kafka already: wait until it is done, or stop it`,
    });
    stop.abort();
    await rejection(first);
  });
});

test.each(['refused', '/proc/kafka-streaming'])(
  'a start in %s that is refused leaves no folder, and ends',
  async (parent) => {
    const local = await prepareCluster({ brokers: 1 });
    const folder = resolve(local.folder, parent);
    const taken = createServer().listen(clientListener(local.cluster.brokers[0]!).local.port, '127.0.0.1');
    try {
      await once(taken, 'listening');
      await rejection(up(local.cluster, { folder }));
      expect(existsSync(folder)).toBe(false);
    } finally {
      taken.close();
      await local.stop();
    }
  },
);

describe('a lock whose holder is dead', () => {
  test('does not keep up from starting', async () => {
    const local = await prepareCluster({ brokers: 1 });
    try {
      mkdirSync(join(local.folder, 'kafka'));
      const dead = 4_194_305;
      expect(takeLock(join(local.folder, 'kafka/lock'), dead)).toBeUndefined();
      expect((await local.up()).servers).toHaveLength(2);
    } finally {
      await local.stop();
    }
  });
});
