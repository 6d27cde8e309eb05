import { defineCluster, json, text, topic } from 'kafka-streaming';

export interface Order {
  readonly id: number;
  readonly items: readonly string[];
}

/** Refuses what is no order, wherever it comes from. */
function order(value: unknown): Order {
  const { id, items } = value as Partial<Order>;
  if (typeof id !== 'number' || !Array.isArray(items)) throw new Error('it is no order');
  return { id, items };
}

export const cluster = defineCluster({
  name: 'shop',
  topics: {
    orders: topic({ partitions: 6, serde: json(order) }),
    invoices: topic({ partitions: 6, serde: text, config: { 'retention.ms': 86_400_000 } }),
  },
  resources: { broker: { memory: '1Gi' } },
});
