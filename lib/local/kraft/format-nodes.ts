import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { initialControllers, type KRaftMetadata } from '../../cluster';
import { explainFormat } from '../failures/explain-format';
import { notWritable } from '../failures/not-writable';
import { commonFlags, loggingFlags } from '../java/jvm-arguments';
import { jvmEnvironment } from '../java/jvm-environment';
import type { Runtime } from '../runtime';
import type { Server } from '../servers/server';
import { voterEndpoints } from './kraft-place';
import { hasHistory, metaProperties } from './node-folder';

const HEAP = ['-Xms32m', '-Xmx96m'];

/**
 * Formats the data folders of nodes that have none yet, all at once: each is a JVM of a second or two. A voter of a cluster that has
 * served before is formatted as one that does not vote: what it acknowledged once may be known to nobody else (KIP-853).
 * @param all the servers of the cluster
 * @throws {LocalRunError} as a server that ends
 */
export async function formatNodes(
  metadata: KRaftMetadata,
  servers: readonly Server[],
  all: readonly Server[],
  { java, classPath }: Runtime,
  signal: AbortSignal,
): Promise<void> {
  const voters = all.filter(({ name }) => isVoter(metadata, name));
  const isNew = !voters.some(hasHistory);
  const clusterId = all.map(metaProperties).find(Boolean)?.clusterId ?? metadata.clusterId;
  await Promise.all(
    servers
      .filter((server) => metaProperties(server) === undefined)
      .map(async (server) => {
        const founds = isNew && isVoter(metadata, server.name);
        const flags = founds
          ? ['--initial-controllers', initialControllers(metadata, voterEndpoints(metadata))]
          : ['--no-initial-controllers'];
        writeFolder(server);
        const args = [
          ...commonFlags([]),
          ...HEAP,
          ...loggingFlags,
          '-cp',
          classPath,
          'kafka.tools.StorageTool',
          'format',
        ];
        args.push('--config', server.propertiesFile, '--cluster-id', clusterId, '--ignore-formatted', ...flags);
        try {
          await promisify(execFile)(java.command, args, { cwd: server.path, env: jvmEnvironment(), signal });
        } catch (error) {
          signal.throwIfAborted();
          throw explainFormat(server, error as { stdout?: string; stderr?: string });
        }
      }),
  );
}

export const isVoter = ({ servers }: KRaftMetadata, name: string): boolean =>
  servers.some((voter) => voter.name === name);

function writeFolder({ path, data, propertiesFile, properties, loggingFile, logging }: Server): void {
  try {
    mkdirSync(data, { recursive: true });
    writeFileSync(propertiesFile, properties);
    writeFileSync(loggingFile, logging);
  } catch (cause) {
    throw notWritable(path, cause);
  }
}
