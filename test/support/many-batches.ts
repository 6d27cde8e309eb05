import { connect, createProducer } from '../../lib/kafka';

const WARM_UP = 2000;

/** Produces batches of one message, one after the other. Prints by how many bytes the heap has grown. */
async function main(address: string, batches: number): Promise<void> {
  const client = await connect({ brokers: [address] });
  const producer = await createProducer(client, { lingerMs: 0 });
  const produce = async (count: number) => {
    for (let i = 0; i < count; i++) await producer.send({ topic: 't', partition: 0, value: `message ${i}` });
  };
  await produce(WARM_UP);
  const { heapUsed } = process.memoryUsage();
  await produce(batches);
  process.stdout.write(`${process.memoryUsage().heapUsed - heapUsed}`);
  await producer.close();
  await client.close();
}

const [address, batches] = process.argv.slice(2);
void main(address!, Number(batches));
