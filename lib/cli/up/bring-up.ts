import type { Cluster } from '../../cluster';
import { connect, ensureTopics, onceEnoughBrokers, type Client } from '../../kafka';
import { up, type UpResult } from '../../local';
import { command } from '../../package';
import type { StepReport } from '../../cli-kit';

interface Options {
  readonly folder: string;
  readonly report: (event: StepReport) => void;
  readonly signal: AbortSignal;
}

const TOPICS_MS = 30_000;

/** The local run up, with the topics of its description, and a client connected to it. */
export async function bringUp(cluster: Cluster, options: Options): Promise<{ result: UpResult; client: Client }> {
  const { report, signal } = options;
  const result = await up(cluster, options);
  for (const { name } of result.servers.filter(({ outdated }) => outdated)) {
    report({
      step: `${name} still has its old configuration`,
      state: 'failed',
      detail: `${command('restart', name)} applies the new one`,
    });
  }
  for (const { topic, partition, inSync } of result.leaderless) {
    report({
      step: `partition ${partition} of ${topic} has no leader`,
      state: 'failed',
      detail: `its replicas in sync are on broker ${inSync.join(', ')}, which the description does not have`,
    });
  }
  if (result.forgotten.length > 0) {
    report({
      step: `ZooKeeper does not know ${result.forgotten.join(', ')}, of which brokers have messages`,
      state: 'failed',
      detail: `its data are older than the brokers': ${command('down')}, put back what belongs together; a topic made anew under such a name will not work`,
    });
  }
  if (result.short.length > 0) {
    report({
      step: `acknowledged messages of ${result.short.join(', ')} are gone`,
      state: 'failed',
      detail: 'no broker has them any more: its files were deleted, or this machine went down before they were written',
    });
  }
  if (result.older.length > 0) {
    report({
      step: `the data of ${result.older.join(', ')} are older than when they stopped last`,
      state: 'failed',
      detail: 'they were put back from a copy: messages that were acknowledged since are gone',
    });
  }
  const client = await connect({ brokers: result.bootstrap, clientId: 'up', signal });
  const patience = { deadlineMs: TOPICS_MS, signal };
  const ensured = await onceEnoughBrokers(() => ensureTopics(client, cluster.topics, { signal }), patience);
  for (const { name, action, note } of ensured) {
    if (action !== 'unchanged') report({ step: `topic ${name}`, state: 'done', detail: action });
    if (note !== undefined) report({ step: `topic ${name}`, state: 'done', detail: note });
  }
  return { result, client };
}
