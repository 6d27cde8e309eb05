import { join } from 'node:path';
import { build } from 'esbuild';
import { embeddedPage } from './embedded-page';

const JOBS = ['produce', 'consume', 'admin', 'topics', 'console', 'readiness'];

/** What the image of the jobs consists of: a file each, which needs nothing but Node.js. */
async function main(): Promise<void> {
  await build({
    absWorkingDir: join(__dirname, '..'),
    entryPoints: JOBS.map((job) => `jobs/${job}.ts`),
    outdir: 'build/jobs',
    bundle: true,
    platform: 'node',
    target: 'node20',
    plugins: [await embeddedPage()],
    logLevel: 'warning',
  });
}

void main();
