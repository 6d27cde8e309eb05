import type { HostPorts } from '../../cluster';
import { command } from '../../package';
import { TARGETS } from '../../target';
import { choice, integer, project, boolean, string, type Values } from '../../cli-kit';

const port = (flag: string, what: string) =>
  integer({
    flag: [flag],
    metavar: 'PORT',
    min: 1024,
    max: 32_767,
    default: undefined,
    help: `${what}; by default the one given before, else as in cluster.ts`,
  });

/** What the cluster is to run on. Apart, since only what was typed can be taken for the wish to remove a kind cluster. */
export const targetSettings = {
  on: choice({
    flag: ['on'],
    metavar: 'TARGET',
    of: TARGETS,
    default: undefined,
    help: 'kind: Kubernetes in Docker; local: processes on this machine; by default where the cluster is already, else kind if it can be used',
  }),
  usualTarget: choice({
    env: ['KAFKA_ON'],
    metavar: 'TARGET',
    of: TARGETS,
    default: undefined,
    help: 'the same for every command',
  }),
};

/** Which cluster a verb is about: by other names and folders several run side by side. */
export const clusterSettings = {
  cluster: string({
    flag: ['cluster'],
    env: ['KAFKA_CLUSTER'],
    metavar: 'NAME',
    default: undefined,
    help: 'which cluster of cluster.ts; by default the first',
  }),
  name: string({
    flag: ['name'],
    env: ['KAFKA_NAME'],
    metavar: 'NAME',
    default: undefined,
    help: `another name, and so a data folder of its own; ${command('clusters')} lists those there are`,
  }),
  folder: string({
    flag: ['folder'],
    env: ['KAFKA_FOLDER'],
    metavar: 'PATH',
    default: project.localFolder,
    help: 'where data and logs of local runs are kept',
  }),
};

/** Ports that are not those of cluster.ts: given when a cluster is started, they are remembered with its name. */
export const portSettings = {
  brokerPort: port('broker-port', 'port of broker 1, the others follow'),
  zookeeperPort: port('zookeeper-port', 'port of the first ZooKeeper server of a local run'),
  uiPort: port('ui-port', 'port of the Kafka UI: of the console of a local run, or of kafka-ui on kind'),
};

/** Whether the console is started with a local run. */
export const consoleSettings = {
  noUi: boolean({ flag: ['no-ui'], env: ['KAFKA_NO_UI'], help: 'start no console with a local run' }),
};

/** Those that were given, as a description has them. */
export function givenPorts({ brokerPort, zookeeperPort, uiPort }: Partial<Values<typeof portSettings>>): HostPorts {
  const ports = { brokers: brokerPort, zookeeper: zookeeperPort, ui: uiPort };
  return Object.fromEntries(Object.entries(ports).filter(([, value]) => value !== undefined));
}
