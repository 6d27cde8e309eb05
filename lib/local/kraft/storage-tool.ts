import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { explainFormat } from '../failures/explain-format';
import { notWritable } from '../failures/not-writable';
import { knownClassData } from '../java/class-data-archive';
import { commonFlags, loggingFlags } from '../java/jvm-arguments';
import { jvmEnvironment } from '../java/jvm-environment';
import type { Runtime } from '../runtime';
import type { Server } from '../servers/server';

const HEAP = ['-Xms32m', '-Xmx96m'];

/** `kafka-storage format` of the data folder of a server, which leaves one alone that is formatted. @throws {LocalRunError} why it could not */
export async function runStorageTool(
  server: Server,
  args: readonly string[],
  { cache, java, classPath }: Runtime,
  signal: AbortSignal,
): Promise<void> {
  writeFolder(server);
  const jvm = [...commonFlags([]), ...knownClassData(cache, java, server), ...HEAP, ...loggingFlags, '-cp', classPath];
  const tool = ['kafka.tools.StorageTool', 'format', '--config', server.propertiesFile, '--ignore-formatted'];
  try {
    await promisify(execFile)(java.command, [...jvm, ...tool, ...args], {
      cwd: server.path,
      env: jvmEnvironment(),
      signal,
    });
  } catch (error) {
    signal.throwIfAborted();
    throw explainFormat(server, error as { stdout?: string; stderr?: string });
  }
}

/** What the tool reads, and its server after it. */
function writeFolder({ path, data, propertiesFile, properties, loggingFile, logging }: Server): void {
  try {
    mkdirSync(data, { recursive: true });
    writeFileSync(propertiesFile, properties);
    writeFileSync(loggingFile, logging);
  } catch (cause) {
    throw notWritable(path, cause);
  }
}
