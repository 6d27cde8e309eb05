import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium, type Browser } from 'playwright-core';
import { bytes } from '../lib/cli-kit';
import { connect, ensureTopics } from '../lib/kafka';
import { browserPath } from '../test/support/browser';
import { RunningConsole } from '../test/support/console-fixture';
import { startCluster } from '../test/support/local-cluster';
import { median, notHere, residentBytes, type Row } from './measure';

const TOPICS = 1000;
const ROUNDS = 5;
const WATCHED_MS = 60_000;
/** Before, answers of the first questions are worked on. */
const SETTLING_MS = 20_000;
const PAINT_BAR_MS = 500;
const CPU_BAR = 0.02;
const MEMORY_BAR = 90e6;
const TICKS_PER_SECOND = 100;

/** What the console costs with a thousand topics, and how soon a page of it is of use. */
export async function consoleWithTopics(): Promise<Row[]> {
  if (browserPath === undefined) return [notHere('the console', 'chromium is not installed')];
  const topics = Object.fromEntries(
    Array.from({ length: TOPICS }, (_, i) => [`topic-${i}`, { partitions: 1, replicationFactor: 1 }]),
  );
  const local = await startCluster({ brokers: 1, topics, resources: { broker: { memory: '2Gi', heap: '512Mi' } } });
  try {
    const client = await connect({ brokers: local.bootstrap });
    await ensureTopics(client, local.cluster.topics);
    await client.close();
    const running = await RunningConsole.start(local.bootstrap);
    const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] });
    try {
      return await rows(browser, running);
    } finally {
      await browser.close();
      await running.stop();
    }
  } finally {
    await local.stop();
  }
}

async function rows(browser: Browser, { url, pid }: RunningConsole): Promise<Row[]> {
  const paints: number[] = [];
  // The first is that of a console that has asked nothing yet, and counts too.
  for (let round = 0; round < ROUNDS; round++) paints.push(await firstUsefulPaint(browser, url));
  const page = await browser.newPage();
  await page.goto(url);
  await delay(SETTLING_MS);
  const before = cpuSeconds(pid);
  await delay(WATCHED_MS);
  const share = (cpuSeconds(pid) - before) / (WATCHED_MS / 1000);
  const memory = residentBytes([pid]);
  await page.close();
  const paint = median(paints);
  const what = `the console with ${TOPICS} topics:`;
  return [
    row(`${what} first useful paint`, `${Math.round(paint)} ms`, paint / PAINT_BAR_MS, `≤ ${PAINT_BAR_MS} ms`),
    row(`${what} one page open, of a core`, percent(share), share / CPU_BAR, `≤ ${percent(CPU_BAR)}`),
    row(`${what} resident memory`, bytes(memory), memory / MEMORY_BAR, `≤ ${bytes(MEMORY_BAR)}`),
  ];
}

/** From the address to how the cluster is, in a browser that has nothing of it stored; milliseconds. */
async function firstUsefulPaint(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage();
  try {
    const startedAt = performance.now();
    await page.goto(url, { waitUntil: 'commit' });
    await page.locator('.broker.up').first().waitFor();
    return performance.now() - startedAt;
  } finally {
    await page.close();
  }
}

const cpuSeconds = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
};

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const row = (what: string, ours: string, ofBar: number, bar: string): Row => ({
  what,
  ours,
  other: '',
  ratio: ofBar,
  bar,
});
