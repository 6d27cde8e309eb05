import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { takeLock } from '../../common/lock';
import { writePidFile } from '../../common/pid-file';
import type { Server } from '../servers/server';
import type { Java } from './find-java';
import { jvmEnvironment } from './jvm-environment';

/**
 * Class-data archives (AppCDS) hold Kafka's classes as the JVM lays them out in memory: a broker starts in 0.9 s instead of
 * 1.5 s. Each belongs to one runtime and one set of jars; the JVM itself ignores one that does not fit.
 */
const archiveFile = (cache: string, java: Java, { classes }: Pick<Server, 'classes'>): string =>
  join(cache, `java-${java.version}-${process.arch}`, `${classes}.jsa`);

/** JVM arguments that use the archive or, where there is none yet, list the classes to make it from. */
export function classDataArguments(cache: string, java: Java, server: Server): string[] {
  const known = knownClassData(cache, java, server);
  return known.length > 0 ? known : [`-XX:DumpLoadedClassList=${server.classList}`];
}

/** Those that use the archive, if there is one: a tool that loads many of the same classes starts faster with it too. */
export function knownClassData(cache: string, java: Java, server: Server): string[] {
  const archive = archiveFile(cache, java, server);
  return existsSync(archive) ? [`-XX:SharedArchiveFile=${archive}`] : [];
}

// The list is still being written: its last line may be half a line. Renamed when whole; the lock goes in any case.
const BUILD = `
  sed '$d' "$CLASS_LIST" > "$ARCHIVE.classes"
  nice -n 19 "$@" -Xshare:dump -XX:SharedClassListFile="$ARCHIVE.classes" -XX:SharedArchiveFile="$ARCHIVE.new" &&
    mv -f "$ARCHIVE.new" "$ARCHIVE"
  rm -f "$ARCHIVE.classes" "$ARCHIVE.new" "$ARCHIVE.lock"`;

/** Builds the archive of such servers in the background, 1 to 4 s of one core at low priority, from the classes that `server` has loaded. */
export function buildArchive(cache: string, java: Java, server: Server, classPath: string): void {
  const archive = archiveFile(cache, java, server);
  if (existsSync(archive) || !existsSync(server.classList)) return;
  const lock = `${archive}.lock`;
  try {
    mkdirSync(join(archive, '..'), { recursive: true });
    if (takeLock(lock)) return;
  } catch {
    // The cache cannot be written. Without archives servers only start slower.
    return;
  }
  const jvm = [java.command, '-XX:+UseSerialGC', '-cp', classPath];
  const builder = spawn('sh', ['-c', BUILD, 'sh', ...jvm], {
    // It outlives this process, and Ctrl-C does not reach it.
    detached: true,
    stdio: 'ignore',
    env: { ...jvmEnvironment(), ARCHIVE: archive, CLASS_LIST: server.classList },
  });
  builder.on('error', () => undefined);
  builder.unref();
  // The lock is the builder's from here on.
  if (builder.pid !== undefined) writePidFile(lock, builder.pid);
}
