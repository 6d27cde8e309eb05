import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { LocalRunError } from '../local-run-error';
import { withLock } from '../../common/lock';
import { makeFolder } from '../../common/make-folder';
import { cacheFolder, noCache } from './cache';
import { faultyJars, jarLock } from './jar-lock';
import { copyByMaven } from './maven';
import { isVerified, writeStamp } from './verified-stamp';

export interface Jars {
  /** Explicit and always in the same order: a class-data archive is refused with any other. */
  readonly classPath: string;
  /** Where they came from in this call; undefined when they were in the cache. */
  readonly filledFrom: 'KAFKA_HOME' | 'Maven' | undefined;
  /** Why they did not come from the KAFKA_HOME that is set, such as a jar of another version; undefined if that is not so. */
  readonly unfitHome: string | undefined;
}

type Filled = Omit<Jars, 'classPath'>;

const IN_CACHE: Filled = { filledFrom: undefined, unfitHome: undefined };

/**
 * Kafka's jars, in a cache that outlives the checkout; filled on first use. Every byte is verified against
 * jars.lock.json then, and again on each use that finds other file times than those of the last time.
 * @throws {LocalRunError} `JAR_ALTERED`, `NO_CACHE`, `NO_JARS`, `DOWNLOAD_FAILED`
 */
export async function provideJars(signal?: AbortSignal, env: NodeJS.ProcessEnv = process.env): Promise<Jars> {
  const cache = cacheFolder(env);
  const folder = join(cache, 'libs');
  const filled = existsSync(folder) ? IN_CACHE : await fill(cache, folder, signal, env);
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
  return { classPath: jarLock.map(({ name }) => join(folder, name)).join(delimiter), ...filled };
}

/** Fills beside and renames, so that no half cache is ever seen. */
async function fill(
  cache: string,
  folder: string,
  signal: AbortSignal | undefined,
  env: NodeJS.ProcessEnv,
): Promise<Filled> {
  try {
    makeFolder(cache);
  } catch (cause) {
    throw noCache((cause as Error).message, cause);
  }
  return withLock(join(cache, 'filling'), signal, async () => {
    // Another start may have filled it while this one waited.
    if (existsSync(folder)) return IN_CACHE;
    const partial = `${folder}.partial`;
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial);
    try {
      const filled = await copyJars(partial, signal, env);
      await rename(partial, folder);
      return filled;
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  });
}

async function copyJars(target: string, signal: AbortSignal | undefined, env: NodeJS.ProcessEnv): Promise<Filled> {
  const unfitHome = env.KAFKA_HOME ? await copyFromHome(join(env.KAFKA_HOME, 'libs'), target) : undefined;
  if (env.KAFKA_HOME && unfitHome === undefined) return { filledFrom: 'KAFKA_HOME', unfitHome };
  try {
    await copyByMaven(target, { signal, env });
  } catch (error) {
    if (unfitHome === undefined || !(error instanceof LocalRunError)) throw error;
    throw new LocalRunError(error.code, `KAFKA_HOME cannot be used: ${unfitHome}; ${error.message}`, { cause: error });
  }
  return { filledFrom: 'Maven', unfitHome };
}

/** Returns what is wrong with `libs`, if anything is; then nothing is copied. */
async function copyFromHome(libs: string, target: string): Promise<string | undefined> {
  const [faulty] = await faultyJars(libs);
  if (faulty) return `${join(libs, faulty.name)} ${faulty.fault}`;
  await Promise.all(jarLock.map(({ name }) => copyFile(join(libs, name), join(target, name))));
  return undefined;
}
