import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { defineCluster } from '../../lib/cluster';
import { down, status, up } from '../../lib/local';
import { restart } from '../../lib/local/restart';
import { RECORD_FILE } from '../../lib/local/record';
import { startCluster, type LocalCluster } from '../support/local-cluster';
import { rejection } from '../support/rejection';

jest.setTimeout(180_000);

// What a description says of JVMs and their logs, on real servers.

const settings = {
  brokers: 1,
  jvm: { broker: ['-XX:+UseG1GC', '-Xss640k', '-Dtest.of=settings'] },
  logLevels: { broker: { root: 'WARN', 'kafka.log.LogManager': 'DEBUG' } },
} as const;

let local: LocalCluster;
beforeAll(async () => {
  local = await startCluster(settings);
});
afterAll(() => local.stop());

const servers = () => status(local.cluster, { folder: local.folder });
const broker = async () => (await servers()).find(({ role }) => role === 'broker')!;

test('a collector of the description takes the place of ours, and other flags come beside ours', async () => {
  const { pid } = await broker();
  const flags = execFileSync('ps', ['-o', 'args=', '-p', `${pid}`], { encoding: 'utf8' });
  expect(flags).toContain(' -XX:+UseG1GC -Xss640k -Dtest.of=settings ');
  expect(flags).not.toContain('SerialGC');
  expect(flags).toContain(' -XX:+ExitOnOutOfMemoryError ');
});

test('loggers write from their levels on, and a broker that serves says so whatever the level of all others is', async () => {
  const { log, state } = await broker();
  const text = readFileSync(log, 'utf8');
  expect(state).toBe('up');
  expect(text).toMatch(/ DEBUG .*\(kafka\.log\.LogManager\)/);
  const loggers = new Set(Array.from(text.matchAll(/\] INFO .* \(([\w.$]+)\)$/gm), ([, name]) => name));
  expect([...loggers]).toEqual(expect.arrayContaining(['kafka.server.KafkaServer']));
  expect([...loggers].filter((name) => !/^kafka\.(server\.KafkaServer|log\.LogManager)$/.test(name!))).toEqual([]);
});

test.each([
  ['-XX:NoSuch', "Unrecognized VM option 'NoSuch'"],
  ['-XX:+UseConcMarkSweepGC', "Unrecognized VM option 'UseConcMarkSweepGC'"],
  ['-Xlog:gc:file=/nonexistent/x', "Error opening log file '/nonexistent/x': No such file or directory"],
])('the flag %s, which Java does not take, is told before the broker that serves is stopped', async (flag, words) => {
  const { hostPorts } = local.cluster.description;
  const next = defineCluster({ ...settings, jvm: { broker: [flag] }, ...(hostPorts && { hostPorts }) });
  const before = await broker();
  expect(await rejection(restart(next, 'broker-1', { folder: local.folder }))).toMatchObject({
    code: 'REJECTED_CONFIG',
    exitCode: 2,
    message: expect.stringMatching(/^\/.*\/java does not start with the flags of jvm\.broker: /) as string,
  });
  expect(await rejection(restart(next, 'broker-1', { folder: local.folder }))).toMatchObject({
    message: expect.stringContaining(`: ${words}: change them in cluster.ts`) as string,
  });
  expect(await broker()).toMatchObject({ pid: before.pid, state: 'up' });
});

test.each([
  ['flags', { ...settings, jvm: {} }],
  ['levels', { ...settings, logLevels: {} }],
])('a broker that runs with other %s than are described is outdated, and ZooKeeper is not', async (_, other) => {
  const { hostPorts } = local.cluster.description;
  const next = defineCluster({ ...other, ...(hostPorts && { hostPorts }) });
  const result = await up(next, { folder: local.folder });
  expect(result.servers.map(({ role, outdated }) => ({ role, outdated }))).toEqual([
    { role: 'zookeeper', outdated: false },
    { role: 'broker', outdated: true },
  ]);
});

describe('brokers that would keep messages for less', () => {
  const kept = (hours: number) =>
    defineCluster({ ...local.cluster.description, config: { 'log.retention.hours': hours } });
  const startAs = async (cluster: ReturnType<typeof kept>) => {
    await down(cluster, local);
    await up(cluster, local);
  };

  test('are refused, but not where what was described in between has never come into force', async () => {
    await startAs(kept(400));
    await up(kept(500), local);
    await up(kept(450), local);
    await up(kept(400), local);
    await startAs(kept(500));
    // What brokers were started with is in their own files: a record that is lost hides nothing.
    rmSync(join(local.folder, local.cluster.name, RECORD_FILE));
    const error = await rejection(up(kept(400), local));
    expect(error).toMatchObject({ code: 'REFUSED_CHANGE' });
    expect(error.message).toMatch(/^config is { 'log\.retention\.hours': '400' } in cluster\.ts, but /);
  });
});
