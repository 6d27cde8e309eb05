import { setTimeout as delay } from 'node:timers/promises';
import { createProducer, read, type Client, type Delivery } from '../../../lib/kafka';

const PAUSE_MS = 5;
const KEYS = 6;

interface Sent {
  readonly value: string;
  readonly delivery: Delivery;
}

/** What became of the messages of a producer that ran while something was done to the cluster. */
export interface Outcome {
  readonly sent: readonly Sent[];
  readonly failed: readonly Delivery[];
  /** Milliseconds between two acknowledgements, at most. */
  readonly longestStallMs: number;
}

export interface Traffic {
  /** How many are acknowledged so far. */
  readonly acked: () => number;
  readonly stop: () => Promise<Outcome>;
}

/** Produces numbered messages, about 200 a second, until it is stopped. */
export async function startTraffic(client: Client, topic: string): Promise<Traffic> {
  const producer = await createProducer(client, { deliveryTimeoutMs: 120_000 });
  const deliveries: Promise<Sent>[] = [];
  let stopped = false;
  let acked = 0;
  let lastAck = performance.now();
  let longestStallMs = 0;
  const count = (value: string) => (delivery: Delivery) => {
    if (delivery.outcome === 'acked') {
      acked += 1;
      longestStallMs = Math.max(longestStallMs, performance.now() - lastAck);
      lastAck = performance.now();
    }
    return { value, delivery };
  };
  const loop = async () => {
    for (let i = 0; !stopped; i++) {
      const value = `${i}`;
      deliveries.push(producer.send({ topic, key: `${i % KEYS}`, value }).then(count(value)));
      await delay(PAUSE_MS);
    }
  };
  const running = loop();
  return {
    acked: () => acked,
    async stop() {
      stopped = true;
      await running;
      await producer.close();
      const sent = await Promise.all(deliveries);
      const failed = sent.map(({ delivery }) => delivery).filter(({ outcome }) => outcome !== 'acked');
      return { sent, failed, longestStallMs: Math.round(longestStallMs) };
    },
  };
}

/** Messages sent one after the other, all acknowledged. */
export async function produce(client: Client, topic: string, count: number): Promise<readonly Sent[]> {
  const producer = await createProducer(client);
  const values = Array.from({ length: count }, (_, i) => `${i}`);
  const sent = await Promise.all(
    values.map(async (value, i) => ({
      value,
      delivery: await producer.send({ topic, key: `${i % KEYS}`, value }),
    })),
  );
  await producer.close();
  return sent;
}

export interface Audit {
  /** Acknowledged, but not where the acknowledgement says. */
  readonly lost: readonly string[];
  readonly duplicated: readonly string[];
  /** Behind a later one of the same partition. */
  readonly reordered: readonly string[];
}

export const FLAWLESS: Audit = { lost: [], duplicated: [], reordered: [] };

/** Reads the whole topic and compares it with what was sent there. */
export async function audit(client: Client, topic: string, sent: readonly Sent[]): Promise<Audit> {
  const stored = new Map<string, string>();
  const counts = new Map<string, number>();
  const reordered: string[] = [];
  const last = new Map<number, number>();
  for await (const { partition, messages } of read(client, { topic })) {
    for (const { offset, value } of messages) {
      const text = value?.toString() ?? '';
      stored.set(`${partition}:${offset}`, text);
      counts.set(text, (counts.get(text) ?? 0) + 1);
      if (Number(text) < (last.get(partition) ?? -1)) reordered.push(text);
      last.set(partition, Number(text));
    }
  }
  const lost = sent.filter(
    ({ value, delivery }) =>
      delivery.outcome === 'acked' && stored.get(`${delivery.partition}:${delivery.offset}`) !== value,
  );
  const duplicated = [...counts].filter(([, count]) => count > 1).map(([value]) => value);
  return { lost: lost.map(({ value }) => value), duplicated, reordered };
}
