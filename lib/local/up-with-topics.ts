import { changesBetween, factsOf, localAddresses, warningsOf, type Cluster } from '../cluster';
import type { Report } from '../common/steps';
import { command } from '../package';
import { findOwnSoleCopies } from '../target';
import { makeTopics } from './make-topics';
import { readRecord, RECORD_FILE } from './record';
import { up, type UpOptions, type UpResult } from './up';

type Options = Pick<UpOptions, 'folder' | 'deadlineMs'> & { readonly report: Report; readonly signal: AbortSignal };

/** The local run up, with the topics of its description; tells what is wrong with it all the same. */
export async function upWithTopics(cluster: Cluster, options: Options): Promise<UpResult> {
  const { report, signal } = options;
  const before = readRecord(cluster, options.folder)?.facts ?? {};
  const warnings = warningsOf(changesBetween(before, factsOf(cluster), 'local'));
  const result = await up(cluster, options);
  for (const step of warnings) report({ step, state: 'failed' });
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
      step: `${cluster.metadata.name} does not know ${result.forgotten.join(', ')}, of which brokers have messages`,
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
      step: `the data of ${result.older.join(', ')} are not those of their last start`,
      state: 'failed',
      detail: `messages that were acknowledged since are gone, if they were put back from a copy; nothing is, if ${RECORD_FILE} was`,
    });
  }
  for (const { name, action, note } of await makeTopics(cluster, signal)) {
    if (action !== 'unchanged') report({ step: `topic ${name}`, state: 'done', detail: action });
    if (note !== undefined) report({ step: `topic ${name}`, state: 'done', detail: note });
  }
  const copies = await findOwnSoleCopies(localAddresses(cluster), cluster, signal);
  if (copies) report({ step: copies.what, state: 'failed', detail: `${copies.command} makes more` });
  return result;
}
