import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium, type Browser } from 'playwright-core';
import { startConsole } from '../lib/console';
import { connect, consume, createProducer, type Client } from '../lib/kafka';
import { startKafka } from '../lib/local';
import { browserPath } from '../test/support/browser';

/** Long enough for the plots to have a shape. */
const TRAFFIC_MS = 60_000;
const EVERY_MS = 100;
const MAX_BYTES = 150_000;

const TOPICS = { orders: { partitions: 12 }, payments: { partitions: 6 }, test: { partitions: 3 } };

/** What is shown, by the name of its picture, and what is seen of it when it is there. */
const VIEWS = {
  'console-cluster': { path: '/', seen: 'All is well' },
  'console-messages': { path: '/topics/orders', seen: 'found 50' },
} as const;

/** Pictures of the console, light and dark, of three brokers that are really started, with traffic. */
export async function consolePictures(folder: string): Promise<void> {
  const kafka = await startKafka({ brokers: 3, topics: TOPICS });
  const client = await connect({ brokers: kafka.brokers });
  const console = await startConsole({ port: 0 });
  console.show(client);
  const browser = await chromium.launch({ executablePath: browserPath!, args: ['--no-sandbox'] });
  const stop = new AbortController();
  try {
    // While nobody looks there are no plots.
    const watcher = await browser.newPage();
    await watcher.goto(console.url);
    const traffic = [read(client, stop.signal), write(client, stop.signal)];
    await delay(TRAFFIC_MS);
    for (const colorScheme of ['light', 'dark'] as const) await pictures(browser, console.url, folder, colorScheme);
    stop.abort();
    await Promise.all(traffic);
  } finally {
    stop.abort();
    await browser.close();
    await console.close();
    await client.close();
    await kafka.stop();
  }
}

/** Orders that come in waves, and fewer payments. */
async function write(client: Client, signal: AbortSignal): Promise<void> {
  const producer = await createProducer(client);
  for (let n = 0; !signal.aborted; n++) {
    const wave = Math.round(6 + 5 * Math.sin(n / 40));
    for (let i = 0; i < wave; i++) {
      const id = n * 12 + i;
      const value = JSON.stringify({
        id,
        item: ['tea', 'coffee', 'cocoa'][id % 3],
        cups: 1 + (id % 4),
        paid: id % 5 > 0,
      });
      void producer.send({ topic: 'orders', key: `customer-${id % 40}`, value });
      if (i % 3 === 0) void producer.send({ topic: 'payments', key: `${id}`, value: `{"order":${id}}` });
    }
    await delay(EVERY_MS);
  }
  await producer.close();
}

/** A group that keeps up with payments, and not with orders. */
const read = (client: Client, signal: AbortSignal): Promise<unknown> =>
  consume(
    client,
    { groupId: 'billing', topics: ['orders', 'payments'], fromBeginning: true, until: 'never', signal },
    ({ topic }) => (topic === 'orders' ? delay(25) : undefined),
  ).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });

async function pictures(browser: Browser, url: string, folder: string, colorScheme: 'light' | 'dark'): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1100, height: 760 }, colorScheme });
  for (const [name, { path, seen }] of Object.entries(VIEWS)) {
    await page.goto(`${url}${path}`);
    await page.getByText(seen).first().waitFor();
    // Plots, and what is measured, come a moment later.
    await delay(3000);
    const picture = await page.screenshot();
    const file = `${name}-${colorScheme}.png`;
    if (picture.length > MAX_BYTES) throw new Error(`${file} has ${picture.length} bytes, more than ${MAX_BYTES}`);
    writeFileSync(join(folder, file), picture);
    process.stdout.write(`docs/pictures/${file}: ${path}, ${picture.length} bytes\n`);
  }
}
