import { homedir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { LocalRunError } from '../local-run-error';
import { DEFAULT_KAFKA, type KafkaVersion } from '../../cluster';
import { JAR_LOCKS, lockHash } from './jar-lock';

/**
 * That of a version of Kafka. Outside the checkout, so that all checkouts share it and `git clean` spares it.
 * @throws {LocalRunError} `NO_CACHE` where no folder can be told, or Java could not name its jars
 */
export function cacheFolder(
  { XDG_CACHE_HOME = '', HOME }: NodeJS.ProcessEnv = process.env,
  version: KafkaVersion = DEFAULT_KAFKA,
): string {
  // As the XDG specification has it, a relative path is ignored.
  const parent = isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : join(HOME ?? homeOfAccount(), '.cache');
  if (!isAbsolute(parent)) throw noCache('there is no home folder to keep it in');
  if (parent.includes(delimiter)) {
    throw noCache(`Java cannot name a jar in ${parent}: "${delimiter}" separates the paths of its class path`);
  }
  return join(parent, 'kafka-streaming', lockHash(JAR_LOCKS[version]));
}

/** In one line, with what to do. */
export const noCache = (reason: string, cause?: unknown): LocalRunError =>
  new LocalRunError(
    'NO_CACHE',
    `there is no place for Kafka's jars: ${reason}; set XDG_CACHE_HOME to a folder that you can write`,
    { cause },
  );

/** Empty where there is none, as for a user id without an account. */
function homeOfAccount(): string {
  try {
    return homedir();
  } catch {
    return '';
  }
}
