// Produces orders and consumes them. KAFKA_BROKERS says where, if not where the cluster is described.
import { clientsOf } from 'kafka-streaming/kafka';
import { cluster } from './orders-cluster';

const { producer, consumer, topics } = clientsOf(cluster);

async function main(): Promise<void> {
  const orders = producer(topics.orders);
  for (const id of [1, 2, 3]) {
    // Resolves when all in-sync replicas have it.
    const { partition, offset } = await orders.send({ key: `${id}`, value: { id, items: ['tea'] } });
    console.log(`order ${id} is stored in partition ${partition}, at offset ${offset}`);
  }
  await orders.close();

  for await (const { value } of consumer(topics.orders, { group: 'billing', until: 'caught-up' })) {
    // An Order. It is committed when the loop asks for the next one.
    console.log(`bill order ${value.id}: ${value.items.join(', ')}`);
  }
}

void main();
