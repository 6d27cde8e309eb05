import { project } from '../../../lib/cli-kit';
import { defineCluster } from '../../../lib/cluster';
import { runJob, up } from '../../../lib/kind';
import { BrowserFixture, inBrowser } from '../../support/browser';
import type { KindCluster } from '../support/kind-cluster';

/** Of a cluster that is described with a console, whose topic `test` has 30 messages of a key or more. */
export function showsConsole(kind: KindCluster): void {
  const { cluster } = kind;
  const address = `http://localhost:${cluster.uiPort}`;
  const status = async (headers: Readonly<Record<string, string>> = {}) => (await fetch(address, { headers })).status;
  const own = { folder: project.kindFolder, project: project.root, deadlineMs: 120_000 };

  inBrowser('the console, through kubectl port-forward', () => {
    const browser = new BrowserFixture();

    test('shows the broker and the messages, and goes on telling what changes', async () => {
      const page = await browser.open(address);
      await page.getByText(/^All is well: 1 broker, \d+ partitions in sync$/).waitFor();
      const topic = await browser.open(`${address}/topics/test`);
      await topic.getByText(/^searched \d+ of \d+, found \d+$/).waitFor();
      await topic.getByRole('button', { name: 'Live' }).click();
      await topic.getByText('Live: 0 messages').waitFor();
      await runJob(kind.kubectl, 'produce');
      await topic.getByText('Live: 30 messages').waitFor();
      // Not reloaded: the first page has been told for as long.
      await page.locator('.place', { hasText: 'Topics' }).click();
      await page.getByRole('row', { name: /^test / }).waitFor();
      expect(await page.locator('.connection').innerText()).toContain('live');
    });
  });

  test('a password that is described later takes its place, and is asked for', async () => {
    await kind.apply({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'console' },
      stringData: { password: 'for tests' },
    });
    const secret = { password: { secret: 'console' } };
    await up(defineCluster({ ...cluster.description, console: secret }), own);
    expect([await status(), await status(basic('kafka:wrong')), await status(basic('kafka:for tests'))]).toEqual([
      401, 401, 200,
    ]);
  });
}

const basic = (credentials: string) => ({ authorization: `Basic ${Buffer.from(credentials).toString('base64')}` });
