import { source } from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { alterGroupOffsets, connect } from '../../lib/kafka';
import type { Cluster } from '../../lib/cluster';
import { startKafka, type StartedKafka } from '../../lib/local';
import { BrowserFixture, inBrowser } from '../support/browser';
import { RunningConsole } from '../support/console-fixture';

jest.setTimeout(120_000);

/** Each view, by what is seen of it when it is there. */
const VIEWS: Readonly<Record<string, string>> = {
  '/': 'All is well',
  '/topics': 'Kafka’s own too',
  '/topics/test': 'found 30',
  '/topics/test/partitions': 'Last write',
  '/topics/test/configuration': 'max.message.bytes',
  '/topics/test/groups': 'readers',
  '/groups': 'readers',
  '/groups/readers': 'Nobody is in the group',
  '/brokers/1': 'log.retention.hours',
};

inBrowser('the page of the console can be used by whoever', () => {
  const browser = new BrowserFixture();
  let kafka: Pick<StartedKafka<Cluster>, 'brokers' | 'stop'>;
  let console_: RunningConsole;

  beforeAll(async () => {
    kafka = await startKafka({ brokers: 1, topics: { test: { partitions: 3 } } });
    console_ = await RunningConsole.start(kafka.brokers);
    for (const value of Array(30).keys()) {
      const message = { key: { text: `${value}` }, value: { text: `{"value":${value}}` } };
      await console_.post('/api/topics/test/messages', message);
    }
    const client = await connect({ brokers: kafka.brokers });
    await alterGroupOffsets(client, 'readers', [{ topic: 'test', partition: 0, offset: 1 }]);
    await client.close();
  }, 180_000);
  afterAll(async () => {
    await console_.stop();
    await kafka.stop();
  });

  async function open(path: string, options: Parameters<BrowserFixture['open']>[1] = {}): Promise<Page> {
    const page = await browser.open(`${console_.url}${path}`, options);
    await page.getByText(VIEWS[path]!).first().waitFor();
    return page;
  }

  /** What is wrong, and where. */
  async function faults(page: Page): Promise<readonly string[]> {
    await page.evaluate(source);
    const { violations } = await page.evaluate<AxeResults>('axe.run()');
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  }

  test.each(Object.keys(VIEWS))('whatever they see with: axe finds no serious fault in %s', async (path) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await open(path, { colorScheme });
      expect([colorScheme, await faults(page)]).toEqual([colorScheme, []]);
      await page.close();
    }
  });

  test('whatever they see with: axe finds no serious fault in a dialog', async () => {
    const page = await open('/topics/test');
    await page.getByRole('button', { name: 'Produce a message' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await faults(page)).toEqual([]);
  });

  test.each(Object.keys(VIEWS))('on a small screen: nothing of %s is wider than 360 px', async (path) => {
    const page = await open(path, { viewport: { width: 360, height: 640 } });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(360);
  });

  test('without a mouse: a message is produced by the keyboard alone', async () => {
    const page = await open('/topics/test');
    await page.getByRole('button', { name: 'Produce a message' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('a key');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('a value');
    await page.getByRole('dialog').getByRole('button', { name: 'Produce' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('Produce a message');
  });
});
