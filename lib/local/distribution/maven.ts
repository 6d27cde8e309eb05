import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { KafkaVersion } from '../../cluster';
import { packageRoot } from '../../package';
import { LocalRunError } from '../local-run-error';

const pomOf = (version: KafkaVersion): string => join(packageRoot, `lib/local/distribution/kafka-${version}/pom.xml`);

const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin';
/** As pom.xml has it. */
const PLUGIN_VERSION = '3.8.1';

/** What is fetched. */
interface Wanted {
  readonly what: string;
  /** What is said where there is no Maven, as far as what to do. */
  readonly missing: string;
}

interface MavenOptions {
  readonly signal?: AbortSignal | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
}

/**
 * Copies the jars of a version's pom.xml into `folder`. Maven knows where from: its settings.xml may name mirrors and proxies.
 * @throws {LocalRunError} `NO_JARS` without Maven, `DOWNLOAD_FAILED`
 */
export const copyByMaven = (version: KafkaVersion, folder: string, options: MavenOptions = {}): Promise<void> =>
  maven(
    ['-f', pomOf(version), `${PLUGIN}:copy-dependencies`, '-DincludeScope=runtime', `-DoutputDirectory=${folder}`],
    {
      what: "Kafka's jars",
      missing:
        "Kafka's jars are not here yet, and there is no Maven (mvn) on the PATH to fetch them: install Maven, or set KAFKA_HOME to an unpacked Kafka of the same version",
    },
    options,
  );

/** Copies one jar into `folder`. @param artifact `group:name:version` @throws as above */
export const copyArtifact = (artifact: string, folder: string, options: MavenOptions = {}): Promise<void> =>
  maven(
    [`${PLUGIN}:${PLUGIN_VERSION}:copy`, `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`],
    {
      what: artifact,
      missing: `${artifact} is not here yet, and there is no Maven (mvn) on the PATH to fetch it: install Maven, or describe nothing that needs it`,
    },
    options,
  );

async function maven(goal: readonly string[], { what, missing }: Wanted, { signal, env }: MavenOptions): Promise<void> {
  try {
    // By its full name: where nothing can be fetched, the short one fails with a misleading reason.
    await promisify(execFile)('mvn', ['-B', '-ntp', '-q', ...goal], { signal, env });
  } catch (cause) {
    signal?.throwIfAborted();
    const { code, stdout = '' } = cause as { code?: unknown; stdout?: string };
    if (code === 'ENOENT') {
      throw new LocalRunError('NO_JARS', missing, { cause });
    }
    const reason = /\[ERROR\] (\S.*?)(?: -> \[Help 1\])?$/m.exec(stdout)?.[1] ?? 'no reason given';
    throw new LocalRunError(
      'DOWNLOAD_FAILED',
      `Maven could not fetch ${what}, nothing was kept: ${reason}; fix the network or settings.xml, then try again`,
      { cause },
    );
  }
}
