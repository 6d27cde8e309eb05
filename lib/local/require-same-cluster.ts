import { changesBetween, factsOf, localAddresses, refusalOf, topicRefusals, type Cluster } from '../cluster';
import { LocalRunError } from './local-run-error';
import { readRecord } from './record';
import { heldReplicas, heldText, replicasOf } from './servers/held-replicas';
import { clusterFolder, serverFoldersIn } from './servers/server-folder';

/**
 * Refuses what cannot be done without losing data, before anything is touched. Whether servers to go hold any is seen in their
 * folders, whoever wrote them (of ZooKeeper by `requireSameEnsemble`); what else has changed, in the record of the last `up`.
 * @throws {LocalRunError} `HOLDS_REPLICAS`, `REFUSED_CHANGE`
 */
export function requireSameCluster(cluster: Cluster, folder: string): void {
  requireNoReplicasOfOthers(cluster, folder);
  const changes = changesBetween(readRecord(cluster, folder)?.facts ?? {}, factsOf(cluster), 'local');
  const refused = changes.filter(({ effect }) => effect.does === 'refused' && effect.unless === undefined);
  const brokers = serverFoldersIn(clusterFolder(cluster, folder)).filter(({ role }) => role === 'broker');
  const held = brokers.map(({ data }) => replicasOf(data));
  const refusals = [...refused.map(refusalOf), ...topicRefusals(cluster.topics, held)];
  if (refusals.length > 0) throw new LocalRunError('REFUSED_CHANGE', refusals.join('; '));
}

function requireNoReplicasOfOthers(cluster: Cluster, folder: string): void {
  const count = cluster.brokers.length;
  const holders = serverFoldersIn(clusterFolder(cluster, folder)).flatMap(({ role, id, name, data }) => {
    const held = role === 'broker' && id > count ? heldText(heldReplicas(data)) : undefined;
    return held === undefined ? [] : [{ id, text: `${name} holds replicas of ${held}` }];
  });
  if (holders.length === 0) return;
  const needed = Math.max(...holders.map(({ id }) => id));
  const staying = cluster.brokers.map(({ id }) => id).join(',');
  throw new LocalRunError(
    'HOLDS_REPLICAS',
    `brokers is ${count} in cluster.ts, but ${holders.map(({ text }) => text).join(', ')}: describe ${needed} brokers again, and start those; then move the replicas to brokers that stay (npm run admin -- reassign --to ${staying} -b ${localAddresses(cluster)[0]!}) or delete the topics, before you describe fewer`,
  );
}
