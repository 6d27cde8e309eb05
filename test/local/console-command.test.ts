import { existsSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { eventually } from '../support/eventually';
import { prepareCluster, type LocalCluster } from '../support/local-cluster';
import { runProgram } from '../support/run';

jest.setTimeout(180_000);

let local: LocalCluster;
let place: string[];
let port: number;

beforeAll(async () => {
  local = await prepareCluster({ brokers: 1 });
  const { brokers, zookeeper, ui } = local.cluster.description.hostPorts!;
  port = ui!;
  place = [
    ...['--folder', local.folder, '--cluster', 'one-broker', '--name', local.cluster.name],
    ...['--broker-port', `${brokers}`, '--zookeeper-port', `${zookeeper}`, '--ui-port', `${ui}`],
  ];
  await local.up();
}, 150_000);
afterAll(async () => {
  await verb('down');
  await local.stop();
});

const verb = (name: string, ...flags: string[]) =>
  runProgram(`lib/cli/${name}.ts`, [...place, ...flags], { env: { KAFKA_ON: 'local', KAFKA_NO_UI: undefined } });
const page = async () => (await fetch(`http://127.0.0.1:${port}/`)).text();
const isServed = () =>
  page().then(
    () => true,
    () => false,
  );

describe('the console of a local run', () => {
  test('is left out where its port is taken or it is not wanted, and the cluster starts all the same', async () => {
    const other = createServer((_, response) => response.end()).listen(port, '127.0.0.1');
    await once(other, 'listening');
    const taken = await verb('up');
    expect([taken.exitCode, taken.stderr]).toEqual([
      0,
      expect.stringMatching(new RegExp(`^✗ console \\(port ${port} is taken: .*--ui-port`, 'm')),
    ]);
    other.close();
    other.closeAllConnections();
    await once(other, 'close');
    const without = await verb('up', '--no-ui');
    expect([without.exitCode, without.stderr]).toEqual([0, expect.not.stringContaining('console')]);
    expect((await verb('status')).stdout).not.toContain('Kafka UI');
  });

  test('is started with the cluster, told by status, and still there after another up', async () => {
    const address = `http://localhost:${port}`;
    expect((await verb('up')).stderr).toMatch(new RegExp(`^✓ console \\(${address}`, 'm'));
    expect(await page()).toContain('<!doctype html>');
    expect((await verb('up')).stderr).toMatch(new RegExp(`^✓ console \\(${address}`, 'm'));
    expect((await verb('status')).stdout).toMatch(new RegExp(`^Kafka UI ${address}$`, 'm'));
    expect(JSON.parse((await verb('status', '--json')).stdout)).toMatchObject({ ui: address });
  });

  test('ends where its folder is deleted by hand, and up starts another one', async () => {
    rmSync(join(local.folder, local.cluster.name, 'console'), { recursive: true });
    await eventually('it is gone', async () => !(await isServed()));
    expect((await verb('up')).stderr).toMatch(/^✓ console \(/m);
    expect(await isServed()).toBe(true);
  });

  test('ends with down, which keeps nothing of it where the data are deleted', async () => {
    expect(await verb('down')).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('stop the console') as unknown,
    });
    expect(await isServed()).toBe(false);
    const deleted = await verb('down', '--delete-data');
    expect(deleted.stderr).not.toContain('not ours');
    expect(existsSync(join(local.folder, local.cluster.name, 'console'))).toBe(false);
  });
});
