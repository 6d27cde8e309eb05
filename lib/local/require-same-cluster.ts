import {
  changesBetween,
  factsOf,
  foundTopics,
  localAddresses,
  refusalOf,
  topicRefusals,
  waysToMove,
  type Cluster,
} from '../cluster';
import { command } from '../package';
import { LocalRunError } from './local-run-error';
import { readRecord } from './record';
import { requireAll } from './require-all';
import { heldReplicas, heldText, replicasOf } from './servers/held-replicas';
import { keptBefore, keptNow } from './servers/kept-before';
import { isMarked } from './replicas/start-mark';
import { clusterFolder, serverFolder, serverFoldersIn } from './servers/server-folder';

/**
 * Refuses what cannot be done without losing data, before anything is touched. Whether servers to go hold any is seen in their
 * folders, whoever wrote them (of ZooKeeper by `requireSameEnsemble`); what else has changed, in the record of the last `up`.
 * @throws {LocalRunError} `HOLDS_REPLICAS`, `REFUSED_CHANGE`
 */
export function requireSameCluster(cluster: Cluster, folder: string): void {
  requireAll([
    () => requireNoReplicasOfOthers(cluster, folder),
    () => requireDataOfOthers(cluster, folder),
    () => requireSameFacts(cluster, folder),
  ]);
}

function requireSameFacts(cluster: Cluster, folder: string): void {
  const brokers = serverFoldersIn(clusterFolder(cluster, folder)).filter(({ role }) => role === 'broker');
  const changes = [
    ...changesBetween(readRecord(cluster, folder)?.facts ?? {}, factsOf(cluster), 'local').filter(
      ({ field }) => field !== 'config',
    ),
    ...keptBefore(brokers).flatMap((before) => changesBetween(before, keptNow(cluster.config), 'local')),
  ];
  const refused = changes.filter(({ effect }) => effect.does === 'refused' && effect.unless === undefined);
  const held = brokers.map(({ data }) => replicasOf(data));
  const refusals = [
    ...new Set(refused.flatMap((change) => refusalOf(change) ?? [])),
    ...topicRefusals(cluster.topics, held),
  ];
  if (refusals.length > 0) throw new LocalRunError('REFUSED_CHANGE', refusals);
}

function requireNoReplicasOfOthers(cluster: Cluster, folder: string): void {
  const count = cluster.brokers.length;
  const brokers = serverFoldersIn(clusterFolder(cluster, folder)).filter(({ role }) => role === 'broker');
  const holders = brokers.flatMap(({ id, name, data }) => {
    const held = id > count ? heldText(heldReplicas(data)) : undefined;
    return held === undefined ? [] : [{ id, text: `${name} holds replicas of ${held}` }];
  });
  if (holders.length === 0) return;
  const needed = Math.max(...holders.map(({ id }) => id));
  // Where it runs, which may not be where it is described by now.
  const port = readRecord(cluster, folder)?.facts['hostPorts.brokers'];
  const bootstrap = port === undefined ? localAddresses(cluster)[0]! : `localhost:${Number(port)}`;
  const to = `--to ${cluster.brokers.map(({ id }) => id).join(',')}`;
  const topics = foundTopics(brokers.map(({ data }) => replicasOf(data)));
  const way = waysToMove(count, topics).map((words) =>
    command('admin', `reassign ${words}${to}`, { brokers: bootstrap }),
  );
  throw new LocalRunError(
    'HOLDS_REPLICAS',
    `brokers is ${count} in cluster.ts, but ${holders.map(({ text }) => text).join(', ')}: describe ${needed} brokers again, and start those; then move the replicas to brokers that stay (${way.join(', then ')}) or delete the topics, before you describe fewer`,
  );
}

/** Who was started before, and has no data any more, cannot be seen to have held nothing. */
function requireDataOfOthers(cluster: Cluster, folder: string): void {
  const { facts, starts = {} } = readRecord(cluster, folder) ?? {};
  const count = cluster.brokers.length;
  const gone = Object.keys(starts)
    .map((name) => serverFolder(clusterFolder(cluster, folder), 'broker', Number(name.replace('broker-', ''))))
    .filter(({ id, data }) => id > count && id <= Number(facts?.brokers ?? 0) && !isMarked(data));
  if (gone.length === 0) return;
  const names = gone.map(({ name }) => name).join(', ');
  const former = String(facts?.brokers);
  throw new LocalRunError(
    'REFUSED_CHANGE',
    `brokers is ${count} in cluster.ts, but ${names} served before, and what ${gone.length === 1 ? 'it holds is' : 'they hold is'} not to be seen, since the data are not there: put the folder back, or describe ${former} brokers again and start those; without data they are filled by the others, and tell what they hold`,
  );
}
