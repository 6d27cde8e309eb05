import { changesBetween, factsOf, warningsOf, type Cluster } from '../cluster';
import type { Report } from '../common/steps';
import { command } from '../package';
import { findOwnSoleCopies, tellDamage } from '../target';
import { localAccess } from './access';
import { withRefusedTopics } from './compare-topics';
import { damageIn } from './damage-in';
import { makeTopics } from './make-topics';
import { readRecord } from './record';
import { movedFrom, movedText } from './servers/moved-from';
import { makeUsers } from './security/make-users';
import { serversOf } from './servers/server';
import { up, type UpOptions } from './up';
import type { UpResult } from './up-result';

type Options = Pick<UpOptions, 'folder' | 'deadlineMs'> & { readonly report: Report; readonly signal: AbortSignal };

export interface UpWithTopics extends UpResult {
  /** What was acknowledged and is not there, or is out of reach, in a sentence each. */
  readonly damage: readonly string[];
}

/** The local run up, with the topics of its description; tells what is wrong with it all the same. */
export async function upWithTopics(cluster: Cluster, options: Options): Promise<UpWithTopics> {
  const { report, signal } = options;
  const before = readRecord(cluster, options.folder)?.facts ?? {};
  const warnings = warningsOf(changesBetween(before, factsOf(cluster), 'local'));
  const result = await up(cluster, options).catch(async (error: unknown) => {
    throw await withRefusedTopics(error, cluster, options.folder, signal);
  });
  for (const step of warnings) report({ step, state: 'noted' });
  for (const { name } of result.servers.filter(({ outdated }) => outdated)) {
    report({
      step: `${name} still has its old configuration`,
      state: 'noted',
      detail: `${command('restart', name)} applies the new one`,
    });
  }
  for (const server of serversOf(cluster, options.folder)) {
    const from = movedFrom(server);
    if (from === undefined) continue;
    const detail = `${command('restart', server.name)} starts it where it is now`;
    report({ step: `${server.name} ${movedText(from)}`, state: 'failed', detail });
  }
  const access = localAccess(cluster, options.folder);
  const damage = tellDamage(damageIn(cluster, result), report);
  for (const { name, action, note } of await makeTopics(cluster, access, signal)) {
    if (action !== 'unchanged') report({ step: `topic ${name}`, state: 'done', detail: action });
    if (note !== undefined) report({ step: `topic ${name}`, state: 'noted', detail: note });
  }
  for (const { name, action, note } of await makeUsers(cluster, options.folder, access, signal)) {
    if (action !== 'unchanged') report({ step: `user ${name}`, state: 'done', detail: action });
    if (note !== undefined) report({ step: `user ${name}`, state: 'noted', detail: note });
  }
  const copies = await findOwnSoleCopies(access, cluster, signal);
  if (copies) report({ step: copies.what, state: 'noted', detail: `${copies.command} makes more` });
  return { ...result, damage };
}
