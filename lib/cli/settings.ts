import path from 'node:path';
import { clusters } from '../../cluster';
import { defineCluster, localAddresses, selectCluster, type Cluster } from '../cluster';
import { integer, word, type Values } from '../program';

const port = (flag: string, what: string) =>
  integer({
    flag: [flag],
    metavar: 'PORT',
    min: 1024,
    max: 32_767,
    default: undefined,
    help: `${what}; by default as in cluster.ts`,
  });

/** Which cluster a verb is about, and where it runs; each may differ from cluster.ts, so that several run side by side. */
export const clusterSettings = {
  cluster: word({
    flag: ['cluster'],
    env: ['KAFKA_CLUSTER'],
    metavar: 'NAME',
    default: undefined,
    help: 'which cluster of cluster.ts; by default the first',
  }),
  name: word({
    flag: ['name'],
    metavar: 'NAME',
    default: undefined,
    help: 'another name, and so a data folder of its own',
  }),
  brokerPort: port('broker-port', 'port of broker 1, the others follow'),
  zookeeperPort: port('zookeeper-port', 'port of the first ZooKeeper server'),
  uiPort: port('ui-port', 'port of the user interface'),
  folder: word({
    flag: ['folder'],
    env: ['KAFKA_FOLDER'],
    metavar: 'PATH',
    default: path.join(__dirname, '../../.local'),
    help: 'where data and logs are kept',
  }),
};

type Given = Values<typeof clusterSettings>;

/** @throws {UnknownClusterError | InvalidClusterError} exit code 2 */
export function chosenCluster({ cluster, name, brokerPort, zookeeperPort, uiPort }: Given): Cluster {
  const chosen = selectCluster(clusters, cluster);
  const { description } = chosen;
  const ports = { brokers: brokerPort, zookeeper: zookeeperPort, ui: uiPort };
  const given = Object.fromEntries(Object.entries(ports).filter(([, value]) => value !== undefined));
  if (name === undefined && Object.keys(given).length === 0) return chosen;
  return defineCluster({
    ...description,
    ...(name === undefined ? {} : { name }),
    hostPorts: { ...description.hostPorts, ...given },
  });
}

/** The flags that lead another verb to the same cluster, after those of `first`: ` -- --name x`, or nothing. */
export function sameCluster(given: Given, ...first: readonly string[]): string {
  const flags = Object.entries(clusterSettings).flatMap(([name, { flag, defaultText }]) => {
    const value = given[name as keyof Given];
    return value === undefined || value === defaultText ? [] : [`--${flag![0]} ${value}`];
  });
  const all = [...first, ...flags];
  return all.length > 0 ? ` -- ${all.join(' ')}` : '';
}

/** The command that goes on with the same local cluster; the jobs know clusters by their brokers, by default the described ones. */
export const nextCommand =
  (cluster: Cluster, given: Given) =>
  (verb: string): string => {
    const flags = sameCluster(given);
    const isDescribed = flags === '' && cluster.reachable.from === 'kind';
    const brokers = isDescribed ? '' : ` -- -b ${localAddresses(cluster)[0]!}`;
    return `npm run ${verb}${verb === 'produce' ? brokers : flags}`;
  };
