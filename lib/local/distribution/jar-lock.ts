import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { KafkaVersion } from '../../cluster';
import jars392 from './kafka-3.9.2/jars.lock.json';
import jars431 from './kafka-4.3.1/jars.lock.json';

/** The jars of a version, by name; each is refused if it has other bytes. Made from its pom.xml by `lock-jars.ts`. */
export const JAR_LOCKS: Readonly<Record<KafkaVersion, readonly LockedJar[]>> = { '3.9.2': jars392, '4.3.1': jars431 };

export interface LockedJar {
  readonly name: string;
  readonly size: number;
  readonly sha512: string;
}

/** Names the cache: other jars, other folder. */
export const lockHash = (lock: readonly LockedJar[]): string =>
  createHash('sha256').update(JSON.stringify(lock)).digest('hex').slice(0, 16);

/** The locked jars that `folder` lacks or has with other bytes; reads every byte of them, which takes about 0.2 s. */
export async function faultyJars(
  lock: readonly LockedJar[],
  folder: string,
): Promise<{ readonly name: string; readonly fault: string }[]> {
  const checked = await Promise.all(lock.map(async (jar) => ({ name: jar.name, fault: await faultOf(folder, jar) })));
  return checked.flatMap(({ name, fault }) => (fault === undefined ? [] : [{ name, fault }]));
}

/** What is wrong with a locked jar in `folder`; undefined where nothing is. */
export async function faultOf(folder: string, { name, size, sha512 }: LockedJar): Promise<string | undefined> {
  const path = join(folder, name);
  const found = statSync(path, { throwIfNoEntry: false })?.size;
  if (found === undefined) return 'is missing';
  if (found !== size) return `has ${found} bytes instead of ${size}`;
  return (await sha512Of(path)) === sha512 ? undefined : 'has another SHA-512';
}

export async function sha512Of(path: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}
