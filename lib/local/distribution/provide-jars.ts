import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { LocalRunError } from '../local-run-error';
import { withLock } from '../../process/lock';
import { cacheFolder } from './cache';
import { faultyJars, jarLock } from './jar-lock';
import { copyByMaven } from './maven';
import { isVerified, writeStamp } from './verified-stamp';

export interface Jars {
  /** Explicit and always in the same order: a class-data archive is refused with any other. */
  readonly classPath: string;
  /** Where they came from in this call; undefined when they were in the cache. */
  readonly filledFrom: 'KAFKA_HOME' | 'Maven' | undefined;
}

/**
 * Kafka's jars, in a cache that outlives the checkout; filled on first use, verified against jars.lock.json on every use.
 * @throws {LocalRunError} `JAR_ALTERED`, `NO_JARS`, `DOWNLOAD_FAILED`
 */
export async function provideJars(signal?: AbortSignal, env: NodeJS.ProcessEnv = process.env): Promise<Jars> {
  const cache = cacheFolder(env);
  const folder = join(cache, 'libs');
  const filledFrom = existsSync(folder) ? undefined : await fill(cache, folder, signal, env);
  if (!isVerified(folder)) {
    const [faulty] = await faultyJars(folder);
    if (faulty) {
      throw new LocalRunError(
        'JAR_ALTERED',
        `${join(folder, faulty.name)} must be the jar that jars.lock.json names, but it ${faulty.fault}: remove ${folder}, the next start fills it anew`,
      );
    }
    writeStamp(folder);
  }
  return { classPath: jarLock.map(({ name }) => join(folder, name)).join(delimiter), filledFrom };
}

/** Fills beside and renames, so that no half cache is ever seen. */
async function fill(
  cache: string,
  folder: string,
  signal: AbortSignal | undefined,
  env: NodeJS.ProcessEnv,
): Promise<Jars['filledFrom']> {
  await mkdir(cache, { recursive: true });
  return withLock(join(cache, 'filling'), signal, async () => {
    // Another start may have filled it while this one waited.
    if (existsSync(folder)) return undefined;
    const partial = `${folder}.partial`;
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial);
    try {
      const source = await copyJars(partial, signal, env);
      await rename(partial, folder);
      return source;
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  });
}

async function copyJars(
  target: string,
  signal: AbortSignal | undefined,
  env: NodeJS.ProcessEnv,
): Promise<Jars['filledFrom']> {
  if (env.KAFKA_HOME) {
    const libs = join(env.KAFKA_HOME, 'libs');
    if ((await faultyJars(libs)).length === 0) {
      await Promise.all(jarLock.map(({ name }) => copyFile(join(libs, name), join(target, name))));
      return 'KAFKA_HOME';
    }
  }
  await copyByMaven(target, { signal, env });
  return 'Maven';
}
