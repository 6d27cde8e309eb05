import { clientListener, interBrokerListener, type Broker, type ClusterDescription } from '../../../lib/cluster';
import { prepareCluster, type LocalCluster } from '../local-cluster';
import { Proxy } from './proxy';

/** The proxies before one broker, by who uses them. */
export interface BrokerLinks {
  readonly fromBrokers: Proxy;
  readonly fromClients: Proxy;
}

export interface LinkedCluster extends LocalCluster {
  /** By broker id. */
  readonly links: ReadonlyMap<number, BrokerLinks>;
}

/** A cluster whose brokers are reached through proxies, by clients and by each other. ZooKeeper is reached directly. */
export async function startLinkedCluster(overrides: Omit<ClusterDescription, 'hostPorts'>): Promise<LinkedCluster> {
  const links = new Map<number, BrokerLinks>();
  const behindProxy = async (broker: Broker): Promise<Broker> => {
    const fromBrokers = await Proxy.listen(interBrokerListener(broker).local.port);
    const fromClients = await Proxy.listen(clientListener(broker).local.port);
    links.set(broker.id, { fromBrokers, fromClients });
    const proxies = { inside: fromBrokers, outside: fromClients };
    const listeners = broker.listeners.map((listener) => {
      if (listener.from === 'quorum') return listener;
      const advertised = { ...listener.local.advertised, port: proxies[listener.from].port };
      return { ...listener, local: { ...listener.local, advertised } };
    });
    return { ...broker, listeners };
  };
  const local = await prepareCluster(overrides, async (cluster) => ({
    ...cluster,
    brokers: await Promise.all(cluster.brokers.map(behindProxy)),
  }));
  const stop = async () => {
    await local.stop();
    const proxies = [...links.values()].flatMap(({ fromBrokers, fromClients }) => [fromBrokers, fromClients]);
    await Promise.all(proxies.map((proxy) => proxy.close()));
  };
  try {
    await local.up();
    return { ...local, links, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
