import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** Of a browser that is installed; undefined where none is. */
export const browserPath: string | undefined = (process.env.PATH ?? '')
  .split(delimiter)
  .flatMap((folder) => NAMES.map((name) => join(folder, name)))
  .find((path) => existsSync(path));

/** Skips, with the reason in the title, where there is no browser. */
export const inBrowser = (title: string, tests: () => void): void =>
  browserPath === undefined ? describe.skip(`${title} (no chromium is installed)`, tests) : describe(title, tests);

/** A real browser for the tests of a file. Whatever a page complains of fails the test that it is open in; then it is closed. */
export class BrowserFixture {
  browser!: Browser;
  readonly #complaints: string[] = [];

  constructor() {
    beforeAll(async () => {
      // Tests may run as root, where Chromium has no sandbox.
      this.browser = await chromium.launch({ executablePath: browserPath!, args: ['--no-sandbox'] });
    }, 60_000);
    afterEach(async () => {
      await Promise.all(this.browser.contexts().map((context) => context.close()));
      expect(this.#complaints.splice(0)).toEqual([]);
    });
    afterAll(() => this.browser.close());
  }

  async open(url: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
    const page = await this.browser.newPage({ viewport: { width: 1100, height: 800 }, ...options });
    page.setDefaultTimeout(20_000);
    page.on('pageerror', ({ message }) => this.#complaints.push(message));
    page.on('console', (line) => {
      // Chromium says so of each answer that is an error, which the page shows.
      const isAnswer = line.text().startsWith('Failed to load resource');
      if (['error', 'warning'].includes(line.type()) && !isAnswer) this.#complaints.push(line.text());
    });
    await page.goto(url);
    return page;
  }
}
