import { pageFiles } from './page-files';

const MAX_BYTES = 200_000;

test('the page is small, all of it: whoever opens it through a port-forward waits for its bytes', async () => {
  const files = await pageFiles();
  expect([...files.keys()].sort()).toEqual(['/icon.svg', '/index.html', '/page.css', '/page.js']);
  const compressed = [...files.values()].reduce((sum, { compressed: { length } }) => sum + length, 0);
  expect(compressed).toBeGreaterThan(10_000);
  expect(compressed).toBeLessThan(MAX_BYTES);
});
