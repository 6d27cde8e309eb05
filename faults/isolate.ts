import type { LinkedCluster } from '../test/support/proxy/linked-cluster';

type Links = LinkedCluster['links'];

/** Brokers name themselves `2` or `broker-2-fetcher-0` to each other. */
const isBroker = (id: number) => (clientId: string) => new RegExp(`^(broker-)?${id}(-|$)`).test(clientId);

/** Broker `id` neither reaches the other brokers nor is reached by them; clients and ZooKeeper it does. */
export function isolate(links: Links, id: number): void {
  const belongs = isBroker(id);
  for (const [other, { fromBrokers }] of links) {
    fromBrokers.make({ isSilent: true }, other === id ? (clientId) => !belongs(clientId) : belongs);
  }
}

export function healLinks(links: Links): void {
  for (const { fromBrokers, fromClients } of links.values()) {
    fromBrokers.heal();
    fromClients.heal();
  }
}
