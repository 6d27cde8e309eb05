import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../../package';
import type { Server } from '../servers/server';

/** A URL, in which `#` and `%` of a path would mean something else. */
const LOG4J = pathToFileURL(join(packageRoot, 'lib/local/log4j.properties')).href;

// Against the stock G1 and C2: half the time to start, a third less memory, and faster for the first million messages.
const COLLECTOR_AND_COMPILER = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];

/** The command line of a server's JVM, without `java`. */
export const jvmArguments = (server: Server, classPath: string, classData: readonly string[]): string[] => [
  ...COLLECTOR_AND_COMPILER,
  ...server.heap,
  // Without it a broker that is out of memory goes on with some of its threads dead; `up` starts again what has ended.
  '-XX:+ExitOnOutOfMemoryError',
  ...classData,
  '-Djava.awt.headless=true',
  `-Dlog4j.configuration=${LOG4J}`,
  '-cp',
  classPath,
  server.mainClass,
  server.propertiesFile,
];
