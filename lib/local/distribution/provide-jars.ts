import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { LocalRunError } from '../local-run-error';
import { withLock } from '../../common/lock';
import { makeFolder } from '../../common/make-folder';
import { cacheFolder, noCache } from './cache';
import { DEFAULT_KAFKA, type KafkaVersion } from '../../cluster';
import { faultyJars, JAR_LOCKS } from './jar-lock';
import { copyByMaven } from './maven';
import { isVerified, writeStamp } from './verified-stamp';

export interface Wanted {
  /** @default - the default version */
  readonly version?: KafkaVersion;
  readonly signal?: AbortSignal | undefined;
  /** @default - that of this process */
  readonly env?: NodeJS.ProcessEnv;
}

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
export async function provideJars({ version = DEFAULT_KAFKA, signal, env = process.env }: Wanted = {}): Promise<Jars> {
  const lock = JAR_LOCKS[version];
  const cache = cacheFolder(env, version);
  const folder = join(cache, 'libs');
  const filled = existsSync(folder) ? IN_CACHE : await fill(version, { cache, folder, signal, env });
  if (!isVerified(lock, folder)) {
    const [faulty] = await faultyJars(lock, folder);
    if (faulty) {
      throw new LocalRunError(
        'JAR_ALTERED',
        `${join(folder, faulty.name)} must be the jar that jars.lock.json names, but it ${faulty.fault}: remove ${folder}, the next start fills it anew`,
      );
    }
    writeStamp(lock, folder);
  }
  return { classPath: lock.map(({ name }) => join(folder, name)).join(delimiter), ...filled };
}

interface Filling {
  readonly cache: string;
  readonly folder: string;
  readonly signal: AbortSignal | undefined;
  readonly env: NodeJS.ProcessEnv;
}

/** Fills beside and renames, so that no half cache is ever seen. */
async function fill(version: KafkaVersion, { cache, folder, signal, env }: Filling): Promise<Filled> {
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
      const filled = await copyJars(version, partial, { signal, env });
      await rename(partial, folder);
      return filled;
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  });
}

async function copyJars(
  version: KafkaVersion,
  target: string,
  { signal, env }: Pick<Filling, 'signal' | 'env'>,
): Promise<Filled> {
  const unfitHome = env.KAFKA_HOME ? await copyFromHome(version, join(env.KAFKA_HOME, 'libs'), target) : undefined;
  if (env.KAFKA_HOME && unfitHome === undefined) return { filledFrom: 'KAFKA_HOME', unfitHome };
  try {
    await copyByMaven(version, target, { signal, env });
  } catch (error) {
    if (unfitHome === undefined || !(error instanceof LocalRunError)) throw error;
    throw new LocalRunError(error.code, `KAFKA_HOME cannot be used: ${unfitHome}; ${error.message}`, { cause: error });
  }
  return { filledFrom: 'Maven', unfitHome };
}

/** Returns what is wrong with `libs`, if anything is; then nothing is copied. */
async function copyFromHome(version: KafkaVersion, libs: string, target: string): Promise<string | undefined> {
  const lock = JAR_LOCKS[version];
  const [faulty] = await faultyJars(lock, libs);
  if (faulty) return `${join(libs, faulty.name)} ${faulty.fault}`;
  await Promise.all(lock.map(({ name }) => copyFile(join(libs, name), join(target, name))));
  return undefined;
}
