import type { Plugin } from 'esbuild';
import { bundlePage } from '../lib/console/server/bundle-page';

/** Has bundles hold the page of the console, in place of the module that makes it of its sources: those stay in the checkout. */
export async function embeddedPage(): Promise<Plugin> {
  const texts = [...(await bundlePage())].map(([name, bytes]) => [name, Buffer.from(bytes).toString()]);
  const contents = `
    const page = ${JSON.stringify(texts)};
    export const bundlePage = () => Promise.resolve(new Map(page.map(([name, text]) => [name, Buffer.from(text)])));`;
  return {
    name: 'embedded page',
    setup: (build) => build.onLoad({ filter: /[\\/]console[\\/]server[\\/]bundle-page\.ts$/ }, () => ({ contents })),
  };
}
