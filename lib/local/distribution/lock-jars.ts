import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha512Of, type LockedJar } from './jar-lock';
import { copyByMaven } from './maven';

/** Writes jars.lock.json anew from pom.xml: `node -r ./register.js lib/local/distribution/lock-jars.ts` after each change of pom.xml. */
async function lockJars(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lock-jars-'));
  try {
    await copyByMaven(folder);
    const jars: LockedJar[] = [];
    for (const name of (await readdir(folder)).sort()) {
      const path = join(folder, name);
      jars.push({ name, size: (await stat(path)).size, sha512: await sha512Of(path) });
    }
    await writeFile(join(__dirname, 'jars.lock.json'), `${JSON.stringify(jars, null, 2)}\n`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

void lockJars();
