import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KAFKA_VERSIONS, type KafkaVersion } from '../../cluster';
import { sha512Of, type LockedJar } from './jar-lock';
import { copyByMaven } from './maven';

/** Writes jars.lock.json of each version anew from its pom.xml: `node -r ./register.js lib/local/distribution/lock-jars.ts`. */
async function lockJars(version: KafkaVersion): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lock-jars-'));
  try {
    await copyByMaven(version, folder);
    const jars: LockedJar[] = [];
    for (const name of (await readdir(folder)).sort()) {
      const path = join(folder, name);
      jars.push({ name, size: (await stat(path)).size, sha512: await sha512Of(path) });
    }
    await writeFile(join(__dirname, `kafka-${version}`, 'jars.lock.json'), `${JSON.stringify(jars, null, 2)}\n`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function main(): Promise<void> {
  for (const version of KAFKA_VERSIONS) await lockJars(version);
}

void main();
