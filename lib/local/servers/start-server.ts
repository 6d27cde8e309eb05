import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { notWritable } from '../failures/not-writable';
import { writePidFile } from '../../common/pid-file';
import { spawnDetached, type DetachedProcess } from '../../common/spawn-detached';
import { watchEnd, type EndWatcher } from '../../common/end-watcher';
import { jvmEnvironment } from '../java/jvm-environment';
import { noteOwner } from './owner';
import { ROLES } from './roles';
import type { Server } from './server';

/** Writes the server's folder and starts its JVM. */
export async function startServer(server: Server, java: string, jvmArguments: string[]): Promise<DetachedProcess> {
  const watcher = writeFolder(server);
  try {
    const options = { log: server.log, env: jvmEnvironment(), inherits: [watcher.line] };
    const started = await spawnDetached(java, jvmArguments, options);
    try {
      writePidFile(server.pidFile, started.pid);
    } catch (cause) {
      // Nobody would find it again.
      process.kill(started.pid, 'SIGKILL');
      throw notWritable(server.path, cause);
    }
    return started;
  } finally {
    watcher.release();
  }
}

/** @throws {LocalRunError} `FOLDER_NOT_WRITABLE` */
function writeFolder(server: Server): EndWatcher {
  const { role, id, path, data, log, previousLog, propertiesFile, properties, agent, classList, endFile } = server;
  try {
    mkdirSync(data, { recursive: true });
    noteOwner(server);
    writeFileSync(propertiesFile, properties);
    writeFileSync(server.loggingFile, server.logging);
    if (agent) writeFileSync(server.agentConfigFile, agent.config);
    for (const [name, text] of Object.entries(ROLES[role].dataFiles(id))) writeFileSync(join(data, name), text);
    rmSync(classList, { force: true });
    keepPrevious(log, previousLog);
    return watchEnd(endFile);
  } catch (cause) {
    throw notWritable(path, cause);
  }
}

/** Why a server ended is in the log of the start before; older ones would only pile up. */
function keepPrevious(log: string, previousLog: string): void {
  try {
    renameSync(log, previousLog);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
