import { readdirSync } from 'node:fs';
import { findNodes, whyNoKind } from '../kind';
import { localRun, readRecord, status, strayClustersIn, type ClusterRecord } from '../local';
import { command } from '../package';
import { bytes, project, runProgram, table, timeSpan, boolean, type Run } from '../cli-kit';
import { recordedCluster } from './cluster/recorded-cluster';
import type { TargetName } from '../target';
import { clusterSettings } from './cluster/settings';

const { folder } = clusterSettings;
const settings = { folder, json: boolean({ flag: ['json'], help: 'print JSON' }) };

interface Listed {
  readonly name: string;
  readonly target: TargetName;
  readonly state: 'running' | 'partly running' | 'stopped' | 'unknown';
  /** First port of the brokers; undefined where none is recorded. */
  readonly brokerPort: number | undefined;
  readonly zookeeperPort: number | undefined;
  /** How many run; undefined where that cannot be seen from here. */
  readonly running: number | undefined;
  readonly brokers: number | undefined;
  /** Bytes on disk. */
  readonly dataSize: number | undefined;
  readonly startedAt: Date | undefined;
}

async function main({ values, signal, note }: Run<typeof settings>): Promise<number> {
  const recordedHere = namesIn(values.folder).filter((name) => localRun({ name }, values.folder) !== undefined);
  const local = [...new Set([...recordedHere, ...strayClustersIn(values.folder)])];
  const obstacle = namesIn(project.kindFolder).length > 0 ? await whyNoKind(signal) : undefined;
  const listed = await Promise.all([
    ...local.map((name) => onLocal(name, values.folder)),
    ...namesIn(project.kindFolder).map((name) => onKind(name, obstacle, signal)),
  ]);
  if (obstacle !== undefined) note(`kind cannot be asked: ${obstacle}`);
  if (listed.length === 0) note(`no cluster was started here: ${command('start')}`);
  process.stdout.write(`${values.json ? JSON.stringify(listed) : text(listed)}\n`);
  return 0;
}

const namesIn = (path: string): string[] => {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory() || entry.isSymbolicLink()).map(({ name }) => name);
  } catch {
    return [];
  }
};

async function onLocal(name: string, folder: string): Promise<Listed> {
  const record = readRecord({ name }, folder);
  const servers = await status(recordedCluster(name, record), { folder });
  const brokers = servers.filter(({ role }) => role === 'broker');
  const running = servers.filter(({ state }) => state !== 'down');
  const since = running.flatMap(({ since }) => since?.getTime() ?? []);
  return {
    name,
    target: 'local',
    state: running.length === 0 ? 'stopped' : running.length < servers.length ? 'partly running' : 'running',
    ...portsOf(record),
    running: brokers.filter(({ state }) => state !== 'down').length,
    dataSize: servers.reduce((sum, { dataSize }) => sum + dataSize, 0),
    startedAt: since.length > 0 ? new Date(Math.min(...since)) : undefined,
  };
}

/** Its nodes are seen, its pods are what `status` asks for. */
async function onKind(name: string, obstacle: string | undefined, signal: AbortSignal): Promise<Listed> {
  const record = readRecord({ name }, project.kindFolder);
  const nodes = obstacle === undefined ? await findNodes(recordedCluster(name, record), signal) : undefined;
  const up = nodes?.filter(({ State }) => State.Running).length;
  return {
    name,
    target: 'kind',
    state: up === undefined ? 'unknown' : up === 0 ? 'stopped' : up < nodes!.length ? 'partly running' : 'running',
    ...portsOf(record),
    running: undefined,
    dataSize: undefined,
    startedAt: undefined,
  };
}

const portsOf = (record: ClusterRecord | undefined) => ({
  brokers: record?.facts.brokers as number | undefined,
  brokerPort: record?.facts['hostPorts.brokers'] as number | undefined,
  zookeeperPort: record?.facts['hostPorts.zookeeper'] as number | undefined,
});

const text = (listed: readonly Listed[]): string =>
  table(
    ['CLUSTER', 'TARGET', 'STATE', 'BROKERS', 'PORTS', 'DATA', 'STARTED'],
    listed.map(({ name, target, state, running, brokers, brokerPort, zookeeperPort, dataSize, startedAt }) => [
      name,
      target,
      state,
      `${running ?? '-'}/${brokers ?? '-'}`,
      [
        ...(brokerPort === undefined ? [] : [range(brokerPort, brokers ?? 1)]),
        ...(target === 'local' && zookeeperPort !== undefined ? [`${zookeeperPort}`] : []),
      ].join(', ') || '-',
      dataSize === undefined ? '-' : bytes(dataSize),
      startedAt === undefined ? '-' : `${timeSpan(Math.max(0, Date.now() - startedAt.getTime()))} ago`,
    ]),
  );

const range = (first: number, count: number): string => (count === 1 ? `${first}` : `${first}-${first + count - 1}`);

void runProgram({
  verb: 'clusters',
  summary: 'Lists the clusters that were started from this folder, here and on kind.',
  settings,
  main,
});
