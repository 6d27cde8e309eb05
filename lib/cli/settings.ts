import path from 'node:path';
import { clusters } from '../../cluster';
import { defineCluster, selectCluster, type Cluster } from '../cluster';
import { choice, integer, word, type Values } from '../program';

const port = (flag: string, what: string) =>
  integer({
    flag: [flag],
    metavar: 'PORT',
    min: 1024,
    max: 32_767,
    default: undefined,
    help: `${what}; by default as in cluster.ts`,
  });

const PLACES = ['kind', 'local'] as const;
export type Place = (typeof PLACES)[number];

/** Where the cluster is to run. Apart, since only what was typed can be taken for the wish to remove a kind cluster. */
export const placeSettings = {
  on: choice({
    flag: ['on'],
    metavar: 'PLACE',
    of: PLACES,
    default: undefined,
    help: 'kind: Kubernetes in Docker; local: processes on this machine; by default where the cluster is already, else kind if it can be used',
  }),
  usualPlace: choice({
    env: ['KAFKA_ON'],
    metavar: 'PLACE',
    of: PLACES,
    default: undefined,
    help: 'the same for every command',
  }),
};

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

export type Given = Values<typeof clusterSettings> & { readonly on?: Place | undefined };

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

/** The flags that lead another verb to the same cluster: ` -- --name x`, or nothing. */
export function sameCluster(given: Given): string {
  const flags = Object.entries({ on: placeSettings.on, ...clusterSettings }).flatMap(([name, setting]) => {
    const value = given[name as keyof Given];
    return value === undefined || value === setting.defaultText ? [] : [`--${setting.flag![0]} ${value}`];
  });
  return flags.length > 0 ? ` -- ${flags.join(' ')}` : '';
}
