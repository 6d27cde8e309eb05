import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { clusters } from '../../cluster';
import { isPortFree } from '../../lib/local/ports';
import { startCluster, type LocalCluster } from '../support/local-cluster';
import { eventually } from '../support/eventually';
import { runProgram } from '../support/run';

jest.setTimeout(120_000);

describe('servers whose folder was deleted while they run', () => {
  let local: LocalCluster;
  beforeAll(async () => {
    local = await startCluster({ brokers: 1 });
    rmSync(join(local.folder, local.cluster.name), { recursive: true });
    // ZooKeeper goes on for hours.
    await eventually('the broker has noticed', () => isPortFree(local.cluster.brokers[0]!.externalPort));
  });
  afterAll(() => local.stop());

  const verb = (name: string) =>
    runProgram(`lib/cli/${name}.ts`, ['--folder', local.folder], { env: { KAFKA_ON: 'local' } });

  it('are shown, keep the cluster from being founded anew, and are stopped', async () => {
    expect(Object.values(clusters)[0]!.name).toBe(local.cluster.name);
    const fault = expect.stringMatching(/^zookeeper-1: runs, though its folder was deleted/m) as unknown;
    expect(await verb('status')).toMatchObject({ exitCode: 3, stdout: fault });
    expect(await verb('clusters')).toMatchObject({
      stdout: expect.stringMatching(/^kafka +local +partly/m) as unknown,
    });
    const refused = expect.stringMatching(
      /^zookeeper-1 \(process \d+\) still runs, .*: npm run down stops/m,
    ) as unknown;
    expect(await verb('up')).toMatchObject({ exitCode: 2, stderr: refused });
    expect(await verb('down')).toMatchObject({ stderr: expect.stringContaining('zookeeper-1 stopped') as unknown });
    expect(await isPortFree(local.cluster.zookeeper.servers[0]!.localClientPort)).toBe(true);
    expect(await verb('down')).toMatchObject({ stderr: expect.stringContaining('nothing to stop') as unknown });
    expect(existsSync(join(local.folder, local.cluster.name))).toBe(false);
  });
});
