import { DEFAULT_KAFKA, type KafkaVersion } from '../cluster';
import { cacheFolder } from './distribution/cache';
import { provideJars } from './distribution/provide-jars';
import { findJava, type Java } from './java/find-java';

/** What any server's JVM is started with. */
export interface Runtime {
  readonly java: Java;
  readonly classPath: string;
  readonly cache: string;
  /** The jar of what tells a broker's metrics. @default - nothing is told */
  readonly agent?: string;
  /** Such as `KAFKA_HOME`; in words for the person who waits. */
  readonly jarsFrom: string;
}

/** @throws {LocalRunError} without a fit Java, or without the jars and a way to get them */
export async function findRuntime(version: KafkaVersion = DEFAULT_KAFKA, signal?: AbortSignal): Promise<Runtime> {
  // Java first: there is no use in a download without it.
  const java = await findJava(process.env, version);
  const { classPath, filledFrom = 'the cache', unfitHome } = await provideJars({ version, signal });
  const jarsFrom = unfitHome === undefined ? filledFrom : `${filledFrom}, as KAFKA_HOME cannot be used: ${unfitHome}`;
  return { java, classPath, cache: cacheFolder(process.env, version), jarsFrom };
}
