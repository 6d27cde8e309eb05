import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { withLock } from '../../common/lock';
import { makeFolder } from '../../common/make-folder';
import { LocalRunError } from '../local-run-error';
import agent from './agent.lock.json';
import { cacheFolder, noCache } from './cache';
import { faultOf } from './jar-lock';
import { copyArtifact } from './maven';

/**
 * The agent that tells a JVM's metrics, beside the jars: those who describe no metrics need not fetch it.
 * @returns its path @throws {LocalRunError} `JAR_ALTERED`, `NO_CACHE`, `NO_JARS`, `DOWNLOAD_FAILED`
 */
export async function provideAgent(signal?: AbortSignal, env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const parent = dirname(cacheFolder(env));
  const folder = join(parent, 'agent');
  const jar = join(folder, agent.name);
  if (jar.includes('=')) throw noCache(`Java cannot name an agent in ${folder}: "=" begins what it is told`);
  if (!existsSync(jar)) await fetchInto(parent, folder, signal, env);
  const fault = await faultOf(folder, agent);
  if (fault === undefined) return jar;
  throw new LocalRunError(
    'JAR_ALTERED',
    `${jar} must be the jar that agent.lock.json names, but it ${fault}: remove it, the next start fetches it anew`,
  );
}

/** Fetches beside and renames, so that no half jar is ever seen. */
async function fetchInto(
  parent: string,
  folder: string,
  signal: AbortSignal | undefined,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  try {
    makeFolder(folder);
  } catch (cause) {
    throw noCache((cause as Error).message, cause);
  }
  await withLock(join(parent, 'fetching-agent'), signal, async () => {
    if (existsSync(join(folder, agent.name))) return;
    const partial = join(folder, 'partial');
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial);
    try {
      await copyArtifact(agent.artifact, partial, { signal, env });
      await rename(join(partial, agent.name), join(folder, agent.name));
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  });
}
