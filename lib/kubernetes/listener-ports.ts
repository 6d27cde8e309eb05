import { interBrokerListener, type Cluster, type Listener } from '../cluster';
import type { Ports } from './services';

type Brokers = Pick<Cluster, 'brokers'>;

/** The ports of the listeners that are reached `from` there. Every pod names those of all brokers, and listens on its own ones. */
export const listenerPorts = ({ brokers }: Brokers, ...from: readonly Listener['from'][]): Ports =>
  Object.fromEntries(
    brokers
      .flatMap(({ listeners }) => listeners)
      .filter((listener) => from.includes(listener.from))
      .flatMap(({ pod }) => (pod ? [[pod.portName, pod.port]] : [])),
  );

/** Since Kafka 3.5 it opens when the broker is up, logs recovered and all (KAFKA-14658). */
export const portOfBeingUp = ({ brokers }: Brokers): string => interBrokerListener(brokers[0]!).pod!.portName;
