import { existsSync } from 'node:fs';
import { runProgram } from '../../support/run';
import { clientListener } from '../../../lib/cluster';
import { findNodes } from '../../../lib/kind';
import { deleteNodes } from '../../../lib/kind/nodes';
import type { KindCluster } from '../support/kind-cluster';
import { identities } from '../support/pods';

/** The verbs lead to `kind` by their flags: the cluster must be that of cluster.ts but for name and ports. */
export function followsTheCommandLine(kind: KindCluster): void {
  const { name, brokers, uiPort } = kind.cluster;
  const place = [
    '--name',
    name,
    '--broker-port',
    `${clientListener(brokers[0]!).local.port}`,
    '--ui-port',
    `${uiPort}`,
  ];
  const verb = (command: string, ...flags: readonly string[]) =>
    runProgram(`lib/cli/${command}.ts`, [...flags, ...place]);

  test('npm start --on kind on a cluster that runs changes nothing, and produces and consumes 30 messages', async () => {
    const before = await identities(kind);
    const { exitCode, stdout, stderr } = await verb('start', '--on', 'kind');
    expect(stderr).toMatch(new RegExp(`^nothing to change: kind cluster ${name} is as described$`, 'm'));
    expect(stderr).toMatch(/^✓ Job from cronjob\/produce \(30 acknowledged/m);
    expect(stderr).toMatch(/^✓ Job from cronjob\/consume \(30 consumed/m);
    expect(stdout).toMatch(new RegExp(`^Kafka UI http://localhost:${uiPort}$`, 'm'));
    expect(stdout).toMatch(new RegExp(`^next: npm run produce -- --name ${name}$`, 'm'));
    expect(exitCode).toBe(0);
    expect(await identities(kind)).toEqual(before);
  });

  test('npm run status finds it, and shows servers, pods and topics', async () => {
    const { exitCode, stdout, stderr } = await verb('status');
    expect(stderr).toMatch(/^on kind \(started\)$/m);
    expect(stdout).toMatch(/^kafka 3\.9\.2, ZooKeeper .*: healthy, /);
    expect(stdout).toMatch(new RegExp(`^broker-1 +localhost:${clientListener(brokers[0]!).local.port} +up `, 'm'));
    expect(stdout).toMatch(new RegExp(`^zookeeper-1 +Running +0 .* ${name}-control-plane$`, 'm'));
    expect(stdout).toMatch(/^test +3 +3 +3\/3 +\d+$/m);
    expect(stdout).toMatch(new RegExp(`^next: npm run produce -- --name ${name}$`, 'm'));
    expect(exitCode).toBe(0);
  });

  test('npm run diff finds nothing that is described otherwise', async () => {
    const { exitCode, stdout, stderr } = await verb('diff');
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^cluster ${name} is as described$`, 'm'));
  });

  test('npm run up finds it and changes nothing, and npm run down does not remove it without being told to', async () => {
    const before = await identities(kind);
    expect(await verb('up')).toMatchObject({
      exitCode: 0,
      stderr: expect.stringMatching(/^nothing to change: /m) as string,
    });
    expect(await verb('down')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/^on kind, down deletes /m) as string,
    });
    expect(await identities(kind)).toEqual(before);
  });

  test('npm run logs prints those of a pod, and npm run restart replaces that pod alone and waits until all is in sync', async () => {
    const logs = (await verb('logs', 'broker-1', '--tail', '1000')).stdout;
    expect(logs).toContain('[KafkaServer id=1] started');
    expect(logs).not.toContain(' | ');
    const before = await identities(kind);
    const { exitCode, stderr } = await verb('restart', 'broker-1');
    expect({ exitCode, stderr: exitCode === 0 ? '' : stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stderr).toMatch(/^✓ the cluster is healthy again/m);
    const replaced = Object.entries(await identities(kind)).filter(([pod, { uid }]) => before[pod]?.uid !== uid);
    expect(replaced.map(([pod]) => pod)).toEqual(['broker-1']);
    expect(await verb('logs', 'broker-9')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/^there is no log of broker-9, but of /m) as string,
    });
  });

  test('npm run images builds the image, and leaves alone a node that has it', async () => {
    const { exitCode, stderr } = await runProgram('lib/cli/images.ts', ['--name', name]);
    expect(stderr).toMatch(/^the kind cluster has it already$/m);
    expect(exitCode).toBe(0);
  });
}

/** What stands in the way is told in one line, and nothing is left of the attempt. */
export function refusesWhatCannotBe(kind: KindCluster): void {
  const { cluster } = kind;
  const start = (name: string, brokerPort: number) =>
    runProgram('lib/cli/start.ts', ['--on', 'kind', '--name', name, '--broker-port', `${brokerPort}`]);
  const ports = cluster.brokers.map((broker) => clientListener(broker).local.port);

  test('a kind cluster that maps other ports is refused with exit code 2, and left as it is', async () => {
    const before = await identities(kind);
    const { exitCode, stderr } = await start(cluster.name, 15_991);
    expect(stderr).toMatch(/^kind cluster "kafka-e2e" does not map localhost's port 15991 to 30091, .*: npm run down/m);
    expect(exitCode).toBe(2);
    expect(await identities(kind)).toEqual(before);
  });

  test('a port that is taken is named, with exit code 2, and no kind cluster is left', async () => {
    const { exitCode, stderr } = await start('kafka-e2e-intruder', ports[0]!);
    expect(stderr).toMatch(new RegExp(`^port (${ports.join('|')}) is taken, `, 'm'));
    expect(exitCode).toBe(2);
    expect(await findNodes({ ...cluster, name: 'kafka-e2e-intruder' })).toEqual([]);
  });

  test('Ctrl-C while the kind cluster is being created leaves nothing, and says so', async () => {
    const stopped = { ...cluster, name: 'kafka-e2e-stopped' };
    const running = start(stopped.name, 15_991);
    try {
      await kind.until('a node is there', async () => (await findNodes(stopped)).length > 0);
      running.kill('SIGINT');
      const { exitCode, stderr } = await running;
      expect(stderr).toMatch(/^stopped; nothing is left running$/m);
      expect(exitCode).toBe(130);
      expect(await findNodes(stopped)).toEqual([]);
    } finally {
      await running;
      await deleteNodes(stopped);
    }
  });
}

export function isRemovedByTheCommandLine(kind: KindCluster): void {
  const { name, uiPort } = kind.cluster;

  test('npm run down --on kind removes the kind cluster and the port-forward, and says so when there is none', async () => {
    const down = () => runProgram('lib/cli/down.ts', ['--on', 'kind', '--name', name]);
    await kind.kubectl('create', 'namespace', 'mine');
    await kind.kubectl('create', 'deployment', 'web', '--namespace', 'mine', '--image', 'web:1', '--replicas', '0');
    const others = /^nothing was removed: .* Deployment web in namespace "mine": kind delete cluster --name /m;
    expect(await down()).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(others) as string });
    await kind.kubectl('delete', 'namespace', 'mine');
    expect(await down()).toMatchObject({ exitCode: 0, stderr: expect.stringMatching(/\(removed, /) as string });
    expect(await findNodes(kind.cluster)).toEqual([]);
    expect(existsSync(kind.folder)).toBe(false);
    await expect(fetch(`http://localhost:${uiPort}`)).rejects.toThrow();
    expect(await down()).toMatchObject({ exitCode: 0, stderr: expect.stringMatching(/\(not there, /) as string });
  });
}
