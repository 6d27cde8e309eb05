// Makes an invoice of each order. Whatever dies meanwhile, and however often this is started: an order has one invoice.
import { hostAddresses } from 'kafka-streaming';
import { connect, topicsOf, transform } from 'kafka-streaming/kafka';
import { cluster } from './orders-cluster';

const { orders, invoices } = topicsOf(cluster);

async function main(): Promise<void> {
  const brokers = process.env.KAFKA_BROKERS?.split(',') ?? hostAddresses(cluster);
  const client = await connect({ brokers, clientId: 'invoicing' });
  const options = {
    groupId: 'invoicing',
    topics: [orders.name],
    fromBeginning: true,
    until: 'caught-up',
    // One for each worker that runs at a time, and the same after its restart.
    transactionalId: 'invoicing-1',
  } as const;
  try {
    // What is sent here, and that the batch is done, takes effect together or not at all.
    const { messages } = await transform(client, options, async (batch, transaction) => {
      for (const { key } of batch.messages) {
        await transaction.send({ topic: invoices.name, key, value: `invoice of order ${String(key)}` });
      }
    });
    console.log(`${messages} orders were invoiced`);
  } finally {
    await client.close();
  }
}

void main();
