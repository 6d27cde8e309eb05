import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { packageRoot } from '../../package';

const FOLDER = 'lib/console/page';
/** Those that are as they are written. */
const PLAIN = ['index.html', 'icon.svg'];

/** The files of the page by their names, made of its sources; what is built has them instead (scripts/embedded-page.ts). */
export async function bundlePage(): Promise<ReadonlyMap<string, Uint8Array>> {
  const { build, stop } = await import('esbuild');
  try {
    const { outputFiles } = await build({
      absWorkingDir: packageRoot,
      entryPoints: [`${FOLDER}/page.tsx`, `${FOLDER}/page.css`],
      outdir: FOLDER,
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      write: false,
      logLevel: 'warning',
    });
    const made = outputFiles.map(({ path, contents }) => [basename(path), contents] as const);
    const plain = PLAIN.map((name) => [name, readFileSync(join(packageRoot, FOLDER, name))] as const);
    return new Map<string, Uint8Array>([...made, ...plain]);
  } finally {
    // Its service would stay, with its memory.
    await stop();
  }
}
