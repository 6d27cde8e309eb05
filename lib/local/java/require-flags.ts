import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cluster } from '../../cluster';
import { LocalRunError } from '../local-run-error';
import type { Server } from '../servers/server';
import type { Java } from './find-java';
import { commonFlags } from './jvm-arguments';
import { jvmEnvironment } from './jvm-environment';
import { jvmRefusal } from './jvm-refusal';

/** Properties refuse nothing, and agents take ports, which the server that is to be replaced still has. */
const NOT_TRIED = /^-(D|agentlib:|agentpath:|javaagent:)/;

/** A JVM that only tells its version takes a fraction of a second; one that hangs has refused nothing. */
const TIMEOUT_MS = 10_000;

/**
 * Has Java itself try the flags that are described, once for each role, before anything is stopped or started: which it takes depends
 * on its version and on this machine.
 * @throws {LocalRunError} `REJECTED_CONFIG` with Java's own words
 */
export async function requireFlags(cluster: Cluster, java: Java, servers: readonly Server[]): Promise<void> {
  for (const role of new Set(servers.map((server) => server.role))) {
    const flags = servers.find((server) => server.role === role)!.flags.filter((flag) => !NOT_TRIED.test(flag));
    const isDescribed = cluster.jvm[role].some((flag) => !NOT_TRIED.test(flag));
    const refusal = isDescribed ? await refusalOf(java, [...commonFlags(flags), ...flags]) : undefined;
    if (refusal === undefined) continue;
    throw new LocalRunError(
      'REJECTED_CONFIG',
      `${java.command} does not start with the flags of jvm.${role}: ${refusal}: change them in cluster.ts`,
    );
  }
}

/** In a folder of its own: flags may name files, which are seen from the folder of a server. */
async function refusalOf({ command }: Java, flags: readonly string[]): Promise<string | undefined> {
  const cwd = await mkdtemp(join(tmpdir(), 'kafka-streaming-java-'));
  try {
    return await new Promise((resolve) => {
      const options = { cwd, env: jvmEnvironment(), timeout: TIMEOUT_MS };
      execFile(command, [...flags, '-version'], options, (error, stdout, stderr) => {
        const output = `${stdout}\n${stderr}`;
        const isRefused = typeof error?.code === 'number' || (error === null && !/ version "/.test(output));
        resolve(isRefused ? (jvmRefusal(output) ?? 'it prints something else, and ends') : undefined);
      });
    });
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}
