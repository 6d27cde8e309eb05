import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressText, controllerProperties, defineCluster, kraftOf, type KafkaVersion } from '../../lib/cluster';
import { file } from '../../lib/kubernetes/file';
import { reservePorts } from '../../lib/local';
import { localControllerPlace } from '../../lib/local/kraft/kraft-place';
import { findRuntime, type Runtime } from '../../lib/local/runtime';
import { eventually } from '../support/eventually';
import { run } from '../support/run';

jest.setTimeout(600_000);
const PATIENCE_MS = 240_000;

// What the pods of controllers run, on this machine.
describe.each(['3.9.2', '4.3.1'] as const)('controllers in pods, of Kafka %s', (kafka: KafkaVersion) => {
  const folder = mkdtempSync(join(tmpdir(), 'kafka-streaming-volumes-'));
  const pods = new Map<number, ChildProcess>();
  const said = new Map<number, string>();
  let runtime: Runtime;
  let voters: readonly string[];
  let release: () => void;

  const FLAGS = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xmx96m'];
  const data = (id: number) => join(folder, `data-${id}`);
  const directoryOf = (id: number) =>
    /^directory\.id=(.+)$/m.exec(readFileSync(join(data(id), 'meta.properties'), 'utf8'))![1]!;

  function write(path: string, text: string): void {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text, { mode: 0o755 });
  }

  beforeAll(async () => {
    runtime = await findRuntime(kafka);
    const ports = await reservePorts();
    release = ports.release;
    const cluster = defineCluster({ metadata: 'kraft', kafka, controllers: 3, hostPorts: ports.hostPorts });
    const { servers, clusterId } = kraftOf(cluster);
    for (const voter of servers) {
      const properties = controllerProperties(cluster, voter, localControllerPlace(cluster, voter, data(voter.id)));
      write(`${voter.name}.properties`, properties);
    }
    const java = `exec ${runtime.java.command} ${FLAGS.join(' ')} -cp '${runtime.classPath}'`;
    write('bin/kafka-storage.sh', `#!/bin/bash\n${java} kafka.tools.StorageTool "$@"\n`);
    write('bin/kafka-server-start.sh', `#!/bin/bash\n${java} kafka.Kafka "$@"\n`);
    for (const name of ['format-node.sh', 'start-node.sh']) write(name, file(name).replace('/opt/kafka', folder));
    voters = [clusterId, ...servers.map(({ id, listener }) => `${id}@${addressText(listener.local.advertised)}`)];
    for (const { id } of servers) start(id);
  });
  afterAll(() => {
    for (const id of pods.keys()) stop(id);
    release();
    rmSync(folder, { recursive: true });
  });

  /** As the kubelet does: the init container once, and the node again and again. */
  function start(id: number): void {
    const script = `bash ${folder}/format-node.sh ${voters.join(' ')} && while :; do bash ${folder}/start-node.sh; done`;
    const env = { ...process.env, HOSTNAME: `controller-${id}` };
    const child = spawn('bash', ['-c', script], { env, detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
    child.stdout.on('data', (chunk: Buffer) => said.set(id, `${said.get(id) ?? ''}${String(chunk)}`));
    pods.set(id, child);
    said.delete(id);
  }

  function stop(id: number): void {
    process.kill(-pods.get(id)!.pid!, 'SIGKILL');
    pods.delete(id);
  }

  /** Kafka's own tool, asking the node with that id. */
  async function tool(asked: number, ...args: readonly string[]): Promise<string> {
    const name = 'org.apache.kafka.tools.MetadataQuorumCommand';
    const server = voters.find((voter) => voter.startsWith(`${asked}@`))!.split('@')[1]!;
    const java = [...FLAGS, '-cp', runtime.classPath, name, '--bootstrap-controller', server, ...args];
    const { stdout } = await run(runtime.java.command, java);
    return stdout;
  }

  /** The voters and their volumes, once a node tells: on a busy machine the tool gives up. */
  async function quorum(): Promise<Readonly<Record<string, string>>> {
    let told: readonly { readonly id: number; readonly directoryId: string }[] = [];
    const isTold = async () => {
      const voters = /^CurrentVoters:\s+(\[.*\])$/m.exec(await tool(102, 'describe', '--status'))?.[1];
      told = JSON.parse(voters ?? '[]') as typeof told;
      return told.length > 0;
    };
    await eventually('the quorum tells', isTold, PATIENCE_MS);
    return Object.fromEntries(told.map(({ id, directoryId }) => [id, directoryId]));
  }

  /** The epoch in which each knows a leader, as it has written down, which costs no JVM; 0 while one knows none. */
  const epoch = (): number => Math.min(...[101, 102, 103].map(epochOf));

  function epochOf(id: number): number {
    try {
      const text = readFileSync(join(data(id), '__cluster_metadata-0', 'quorum-state'), 'utf8');
      const state = JSON.parse(text) as { leaderId: number; leaderEpoch: number };
      return state.leaderId > 0 ? state.leaderEpoch : 0;
    } catch {
      return 0;
    }
  }

  const haveLeader = (after: number) =>
    eventually('all know a leader', () => Promise.resolve(epoch() > after), PATIENCE_MS);

  const volumes = () => Object.fromEntries([101, 102, 103].map((id) => [id, directoryOf(id)]));

  test('found a quorum of the volumes that they have', async () => {
    await haveLeader(0);
    expect(await quorum()).toEqual(volumes());
    expect(said.get(101)).toContain('no data here, and none at the others: founding a quorum');
  });

  test('take one that has lost its volume for another one, which founds nothing and votes only once it has joined', async () => {
    const before = volumes();
    stop(101);
    rmSync(data(101), { recursive: true });
    start(101);
    const isFormatted = () => existsSync(join(data(101), 'meta.properties'));
    await eventually('it is formatted', () => Promise.resolve(isFormatted()), PATIENCE_MS);
    expect(said.get(101)).toContain('no data here, but others have some: joining them, without a vote');
    expect(directoryOf(101)).not.toBe(before[101]);
    if (kafka === '3.9.2') {
      expect(await quorum()).toEqual(before);
      const gone = ['--controller-id', '101', '--controller-directory-id', before[101]!];
      await eventually('it has gone', async () => (await tool(102, 'remove-controller', ...gone)).includes('Removed'));
      const properties = join(folder, 'controller-101.properties');
      const add = () => tool(102, '--command-config', properties, 'add-controller');
      await eventually('it is added', async () => (await add()).includes('Added'), PATIENCE_MS);
    }
    await eventually('it votes again', async () => (await quorum())[101] === directoryOf(101), PATIENCE_MS);
    expect(await quorum()).toEqual(volumes());
  });

  test('start again with the volumes that they have', async () => {
    const before = volumes();
    const last = Math.max(...[101, 102, 103].map(epochOf));
    for (const id of [101, 102, 103]) stop(id);
    for (const id of [101, 102, 103]) start(id);
    await haveLeader(last);
    expect(volumes()).toEqual(before);
  });
});
