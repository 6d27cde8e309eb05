import { Kafka, logLevel } from '../../../lib/kafkajs';

/** A cluster of kafkajs: what a test asks of it, it is to know. */
interface Cluster {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  addTargetTopic(topic: string): Promise<void>;
}

/** What kafkajs' tests give its factories, as far as it means anything to ours. */
export interface Given {
  readonly cluster?: Cluster;
  readonly logger?: unknown;
  readonly [option: string]: unknown;
}

const known = new WeakMap<object, Kafka>();
const NONE = {};

/** The same for all that share a cluster, as with kafkajs. */
export function kafkaOf({ cluster = NONE }: Pick<Given, 'cluster'> | { readonly cluster: object }): Kafka {
  const kafka =
    known.get(cluster) ??
    new Kafka({
      brokers: process.env['KAFKAJS_SUITE_PORTS']!.split(',').map((port) => `localhost:${port}`),
      clientId: 'kafkajs-suite',
      connectionTimeout: 3000,
      logLevel: logLevel.NOTHING,
    });
  known.set(cluster, kafka);
  return kafka;
}

/** Without what are inner objects of kafkajs. */
export function optionsOf(given: Given): Record<string, unknown> {
  const inner = ['cluster', 'logger', 'instrumentationEmitter'];
  return Object.fromEntries(Object.entries(given).filter(([name]) => !inner.includes(name)));
}

interface Connected {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
}

/** With the cluster connected that the tests ask where leaders and offsets are. */
export const withCluster = <Part extends Connected>(part: Part, cluster: Cluster | undefined): Part => ({
  ...part,
  connect: async () => {
    await part.connect();
    await cluster?.connect();
  },
  disconnect: async () => {
    await part.disconnect();
    await cluster?.disconnect();
  },
});
