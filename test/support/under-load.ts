import { setTimeout as delay } from 'node:timers/promises';
import { connect, createProducer, read, type Delivery } from '../../lib/kafka';

/** What became of messages that were sent while something happened, and what is in the topic afterwards. */
export interface LoadResult {
  readonly acked: number;
  /** Acknowledged, but not where they were acknowledged to be. */
  readonly lost: number;
  /** Stored more than once. */
  readonly twice: number;
  readonly failed: number;
}

const PAUSE_MS = 5;
const DELIVERY_MS = 90_000;

/** Sends numbered messages until `work` is done, waits for their outcomes, and reads the topic, which is to hold nothing else. */
export async function underLoad(
  brokers: readonly string[],
  topic: string,
  work: () => Promise<unknown>,
): Promise<LoadResult> {
  const client = await connect({ brokers });
  try {
    const producer = await createProducer(client, { deliveryTimeoutMs: DELIVERY_MS });
    const sent: Promise<Delivery>[] = [];
    const done = new AbortController();
    const working = work().finally(() => done.abort());
    // The failure of the work is told once the producer has ended.
    working.catch(() => undefined);
    while (!done.signal.aborted) {
      const value = `${sent.length}`;
      sent.push(producer.send({ topic, key: value, value }));
      await delay(PAUSE_MS);
    }
    const deliveries = await Promise.all(sent);
    await producer.close();
    await working;
    const stored = new Map<string, string[]>();
    for await (const { partition, messages } of read(client, { topic })) {
      for (const { offset, value } of messages) {
        const places = stored.get(String(value)) ?? [];
        stored.set(String(value), [...places, `${partition}:${offset}`]);
      }
    }
    const acked = deliveries.flatMap((delivery, index) =>
      delivery.outcome === 'acked' ? [{ value: `${index}`, place: `${delivery.partition}:${delivery.offset}` }] : [],
    );
    return {
      acked: acked.length,
      lost: acked.filter(({ value, place }) => !stored.get(value)?.includes(place)).length,
      twice: [...stored.values()].filter(({ length }) => length > 1).length,
      failed: deliveries.length - acked.length,
    };
  } finally {
    await client.close();
  }
}
