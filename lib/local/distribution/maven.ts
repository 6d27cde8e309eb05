import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../package';
import { LocalRunError } from '../local-run-error';

const POM = join(packageRoot, 'pom.xml');

const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin';

/**
 * Copies the jars of pom.xml into `folder`. Maven knows where from: its settings.xml may name mirrors and proxies.
 * @throws {LocalRunError} `NO_JARS` without Maven, `DOWNLOAD_FAILED`
 */
export async function copyByMaven(
  folder: string,
  { signal, env }: { readonly signal?: AbortSignal | undefined; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<void> {
  // By its full name: where nothing can be fetched, the short one fails with a misleading reason.
  const goal = [`${PLUGIN}:copy-dependencies`, '-DincludeScope=runtime', `-DoutputDirectory=${folder}`];
  try {
    await promisify(execFile)('mvn', ['-B', '-ntp', '-q', '-f', POM, ...goal], { signal, env });
  } catch (cause) {
    signal?.throwIfAborted();
    const { code, stdout = '' } = cause as { code?: unknown; stdout?: string };
    if (code === 'ENOENT') {
      throw new LocalRunError(
        'NO_JARS',
        "Kafka's jars are not here yet, and there is no Maven (mvn) on the PATH to fetch them: install Maven, or set KAFKA_HOME to an unpacked Kafka of the same version",
        { cause },
      );
    }
    const reason = /\[ERROR\] (\S.*?)(?: -> \[Help 1\])?$/m.exec(stdout)?.[1] ?? 'no reason given';
    throw new LocalRunError(
      'DOWNLOAD_FAILED',
      `Maven could not fetch Kafka's jars, nothing was kept: ${reason}; fix the network or settings.xml, then try again`,
      { cause },
    );
  }
}
