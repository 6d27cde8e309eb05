import { DEMONSTRATION_COUNT as COUNT, type Cluster } from '../cluster';
import type { Report } from '../common/steps';
import { connect, createProducer, numberedMessages, read, type Access, type Client } from '../kafka';
import type { Work } from '../target';

const TIMEOUT_MS = 30_000;

/**
 * Produces a few messages to the first topic and consumes exactly those, whatever else the topic holds.
 * @throws {Error} when one was not acknowledged, or does not come back from where it was stored
 */
export async function demonstrate(cluster: Cluster, access: Access, { report, signal }: Work): Promise<void> {
  const client = await connect({ ...access, clientId: 'start', signal });
  await produceAndConsume(client, cluster.topics[0]!.name, report, signal);
  await client.close();
}

async function produceAndConsume(client: Client, topic: string, report: Report, signal: AbortSignal): Promise<void> {
  const produced = `produce ${COUNT} messages to topic ${topic}`;
  report({ step: produced, state: 'started' });
  const producer = await createProducer(client, { deliveryTimeoutMs: TIMEOUT_MS, lingerMs: 0 });
  const sent = [...numberedMessages(COUNT)];
  const deliveries = await Promise.all(sent.map((message) => producer.send({ topic, ...message }, { signal })));
  await producer.close();

  const expected = new Map<string, string>();
  const from: Record<number, number> = {};
  deliveries.forEach((delivery, index) => {
    if (delivery.outcome !== 'acked') throw delivery.error;
    const { partition, offset } = delivery;
    expected.set(`${partition}:${offset}`, sent[index]!.value);
    from[partition] = Math.min(from[partition] ?? offset, offset);
  });
  report({ step: produced, state: 'done', detail: `${COUNT} acknowledged` });

  const consumed = `consume the same ${COUNT} messages`;
  report({ step: consumed, state: 'started' });
  const partitions = Object.keys(from).map(Number);
  const batches = read(client, {
    topic,
    partitions,
    from: { offset: from },
    until: 'never',
    idleMs: TIMEOUT_MS,
    signal,
  });
  for await (const { partition, messages } of batches) {
    for (const { offset, value } of messages) {
      if (expected.get(`${partition}:${offset}`) === value?.toString()) expected.delete(`${partition}:${offset}`);
    }
    if (expected.size === 0) break;
  }
  signal.throwIfAborted();
  if (expected.size > 0)
    throw new Error(`${expected.size} of ${COUNT} acknowledged messages were not read back from ${topic}`);
  report({ step: consumed, state: 'done', detail: `${COUNT} consumed` });
}
