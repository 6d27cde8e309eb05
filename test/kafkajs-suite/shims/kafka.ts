import { Kafka, logLevel } from '../../../lib/kafkajs';

/** What kafkajs' tests give its factories, as far as it means anything to ours. */
export interface Given {
  readonly cluster: object;
  readonly logger?: unknown;
  readonly [option: string]: unknown;
}

const known = new WeakMap<object, Kafka>();

/** The same for all that share a cluster, as with kafkajs. */
export function kafkaOf({ cluster }: Given): Kafka {
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
