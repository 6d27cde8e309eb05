import { alterGroupOffsets, consume, createTopic } from '../../lib/kafka';
import { BrowserFixture, inBrowser } from '../support/browser';
import { RunningConsole } from '../support/console-fixture';
import { eventually } from '../support/eventually';
import { KafkaFixture, numbers } from '../support/kafka-fixture';

jest.setTimeout(120_000);

inBrowser('the page of the console', () => {
  const kafka = new KafkaFixture();
  const browser = new BrowserFixture();
  let console_: RunningConsole;

  beforeAll(async () => {
    console_ = await RunningConsole.start(kafka.local.bootstrap);
    await createTopic(kafka.client, { name: 'test', partitions: 3, replicationFactor: 3 });
    await kafka.produce('test', numbers(30));
  }, 120_000);
  afterAll(() => console_.stop());

  const open = (path: string, options = {}) => browser.open(`${console_.url}${path}`, options);
  const text = (wanted: string | RegExp) => ({ hasText: wanted });

  test('shows brokers and topics at once, and the messages of a topic after one click', async () => {
    const page = await open('/');
    await page.getByText(/^All is well: 3 brokers, \d+ partitions in sync$/).waitFor();
    expect(await page.locator('.broker.up').count()).toBe(3);
    await page.locator('.place', text('Topics')).click();
    await page.getByRole('link', { name: 'test', exact: true }).click();
    await page.getByText('searched 30 of 30, found 30').waitFor();
    expect(await page.locator('.messages tbody tr').count()).toBe(30);
    expect(new URL(page.url()).pathname).toBe('/topics/test');
    await page.goBack();
    await page.getByRole('heading', { name: 'Topics' }).waitFor();
  });

  test('finds messages, shows one with all its bytes, and has an address for what it shows', async () => {
    const page = await open('/topics/test');
    await page.getByLabel('Key has').fill('29');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByText('searched 30 of 30, found 1').waitFor();
    expect(page.url()).toContain('?key=29');
    await page.reload();
    await page.getByText('searched 30 of 30, found 1').waitFor();
    await page.getByRole('button', { name: /^Message / }).click();
    await page.locator('.opened').getByRole('button', { name: 'hex' }).last().click();
    await page.getByText('00000000  32 39').waitFor();
  });

  test('produces a message that is HTML, shows it as text, and follows it live', async () => {
    const page = await open('/topics/test');
    await page.getByText(/^searched \d+ of/).waitFor();
    await page.getByRole('button', { name: 'Live' }).click();
    await page.getByText('Live: 0 messages').waitFor();
    const value = '<img src=x onerror="document.title=1"><script>document.title=2</script>\u202e\u0000';
    const sent = await open('/topics/test');
    await sent.getByRole('button', { name: 'Produce a message' }).click();
    await sent.getByRole('dialog').getByLabel('Key', { exact: true }).fill('by hand');
    await sent.getByRole('dialog').getByLabel('Value', { exact: true }).fill(value);
    await sent.getByRole('dialog').getByRole('button', { name: 'Produce' }).click();
    await sent.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByText('Live: 1 message').waitFor();
    await page.locator('.messages code', text('<img src=x')).waitFor();
    expect(await page.locator('main img, main script').count()).toBe(0);
    expect(await page.title()).toBe('test · Kafka');
  });

  test('tells a tombstone, an empty value and a message without a key from each other', async () => {
    await createTopic(kafka.client, { name: 'odd', partitions: 1, replicationFactor: 1 });
    for (const [key, value] of [
      [null, { text: '' }],
      [{ text: '' }, null],
      [{ base64: 'AP8=' }, { text: '\u0007' }],
    ]) {
      await console_.post('/api/topics/odd/messages', { key, value });
    }
    const page = await open('/topics/odd?from=oldest');
    await page.getByText('searched 3 of 3, found 3').waitFor();
    const rows = await page.locator('.messages tbody tr').allInnerTexts();
    expect(rows.map((row) => row.split('\t').slice(3))).toEqual([
      ['no key', 'empty'],
      ['empty', 'tombstone'],
      ['2 B 00 ff', '␇'],
    ]);
  });

  test('shows the lag of a group as it grows, and sets it back after a preview', async () => {
    await createTopic(kafka.client, { name: 'lagging', partitions: 1, replicationFactor: 3 });
    await alterGroupOffsets(kafka.client, 'behind', [{ topic: 'lagging', partition: 0, offset: 0 }]);
    const page = await open('/groups');
    await page.getByRole('row', { name: /^behind Empty 0 0 / }).waitFor();
    await kafka.produce('lagging', numbers(9), 0);
    await page.getByRole('row', { name: /^behind Empty 0 9 / }).waitFor();
    await alterGroupOffsets(kafka.client, 'behind', [{ topic: 'lagging', partition: 0, offset: 2 }]);
    await page.getByRole('row', { name: /^behind Empty 0 7 / }).waitFor();
    await page.getByRole('link', { name: 'behind' }).click();
    await page.getByText(/lagging\/0 7/).waitFor();
    await page.getByRole('button', { name: 'Reset offsets' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('row', { name: /^0 2 0 2 again$/ }).waitFor();
    await dialog.getByRole('button', { name: 'Reset' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('row', { name: /^lagging 0 0 9 9$/ }).waitFor();
  });

  test('says why offsets are not reset while somebody is in the group', async () => {
    const offsets = [{ topic: 'test', partition: 0, offset: 0 }];
    await alterGroupOffsets(kafka.client, 'busy', offsets);
    const page = await open('/groups/busy');
    await page.getByRole('button', { name: 'Reset offsets' }).click();
    const stop = new AbortController();
    const member = consume(
      kafka.client,
      { groupId: 'busy', topics: ['test'], fromBeginning: false, until: 'never', signal: stop.signal },
      () => undefined,
    );
    await page.locator('.facts', text('1 member')).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Reset' }).click();
    await page.getByRole('dialog').getByText('group "busy" has 1 member: stop them first').waitFor();
    stop.abort();
    await member;
  });

  test('makes a topic, changes it, and deletes it once its name is typed', async () => {
    const page = await open('/topics');
    await page.getByRole('button', { name: 'Create a topic' }).click();
    await page.getByLabel('Name').fill('by.hand');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('heading', { name: 'by.hand' }).waitFor();
    await page.getByRole('link', { name: 'Configuration' }).click();
    await page.getByLabel('Search').fill('retention.ms');
    await page.getByRole('button', { name: 'Change retention.ms', exact: true }).click();
    await page.getByRole('dialog').getByLabel('Value').fill('soon');
    await page.getByRole('dialog').getByRole('button', { name: 'Change' }).click();
    await page.getByRole('dialog').getByRole('alert').getByText('was refused').waitFor();
    await page.getByRole('dialog').getByLabel('Value').fill('1000');
    await page.getByRole('dialog').getByRole('button', { name: 'Change' }).click();
    await page.locator('tr', text('this topic')).locator('code', text('1000')).waitFor();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    const action = page.getByRole('button', { name: 'Delete the topic' });
    expect(await action.isDisabled()).toBe(true);
    await page.getByLabel('Type by.hand to do it').fill('by.hand');
    await action.click();
    await page.getByRole('heading', { name: 'Topics' }).waitFor();
    await page.getByRole('link', { name: 'by.hand' }).waitFor({ state: 'hidden' });
  });

  test('asks the cluster nothing while no page is open', async () => {
    const page = await open('/');
    await page.getByText(/^All is well/).waitFor();
    await page.close();
    await eventually('it is idle', async () => {
      const before = (await console_.ask('/api/history')).text;
      await new Promise((resolve) => setTimeout(resolve, 5000));
      return (await console_.ask('/api/history')).text === before;
    });
  });

  test('shows a broker that is killed before Kafka notices, in the grid too, and when all is in sync again', async () => {
    const page = await open('/');
    await page.getByText(/^All is well/).waitFor();
    await kafka.local.kill('broker', 3, 'SIGKILL');
    // Still registered: that ends with its session, after six seconds.
    await page.locator('.broker.silent', text('Broker 3')).waitFor();
    await page.locator('.grid.in-trouble .cell-silent').first().waitFor();
    await page.locator('.changes li', text('broker 3 does not answer')).first().waitFor();
    await kafka.local.up();
    await page.getByText(/^All is well: 3 brokers/).waitFor({ timeout: 60_000 });
    await page.locator('.changes li', text('broker 3 is back')).first().waitFor();
    expect(await page.locator('.grids .cell-silent').count()).toBe(0);
  });

  test('says that the console does not answer, and goes on when it does', async () => {
    const other = await RunningConsole.start(kafka.local.bootstrap);
    const page = await browser.open(other.url);
    await page.getByText('live', { exact: true }).waitFor();
    const { port } = other;
    await other.stop();
    await page.getByRole('alert').getByText('The console does not answer').waitFor();
    const again = await RunningConsole.start(kafka.local.bootstrap, '--ui-port', String(port));
    await page.getByRole('alert').waitFor({ state: 'hidden' });
    await page.close();
    await again.stop();
  });
});
