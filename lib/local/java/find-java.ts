import { execFile } from 'node:child_process';
import { accessSync, constants, readFileSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { DEFAULT_KAFKA, type KafkaVersion } from '../../cluster';
import { LocalRunError } from '../local-run-error';
import { jvmEnvironment } from './jvm-environment';

/** Kafka 3.9 runs on 8 too, but its own ZooKeeper-mode tests do not; class-data archives of applications came with 10. */
const OLDEST: Readonly<Record<KafkaVersion, number>> = { '3.9.2': 11, '4.3.1': 17 };

export interface Java {
  readonly command: string;
  /** As the runtime writes it, such as `17.0.15+6-Debian-1deb12u1`. */
  readonly version: string;
}

/**
 * The Java of JAVA_HOME, else the first on the PATH.
 * @throws {LocalRunError} `NO_JAVA`, `JAVA_TOO_OLD`
 */
export async function findJava(
  env: NodeJS.ProcessEnv = process.env,
  kafka: KafkaVersion = DEFAULT_KAFKA,
): Promise<Java> {
  const oldest = OLDEST[kafka];
  const { JAVA_HOME, PATH = '' } = env;
  const folders = JAVA_HOME ? [join(JAVA_HOME, 'bin')] : PATH.split(delimiter);
  const command = folders.map((folder) => join(folder, 'java')).find(isExecutable);
  if (command === undefined) {
    const where = JAVA_HOME ? `in JAVA_HOME (${JAVA_HOME})` : 'on the PATH';
    throw new LocalRunError('NO_JAVA', `no Java ${where}: install a JRE of version ${oldest} or later`);
  }
  const version = versionOfRelease(command) ?? (await versionOfRun(command, jvmEnvironment(env), oldest));
  // Up to 8 the version began with "1.".
  const feature = Number(/^(?:1\.)?(\d+)/.exec(version)?.[1]);
  if (feature < oldest) {
    throw new LocalRunError(
      'JAVA_TOO_OLD',
      `Java must be of version ${oldest} or later for Kafka ${kafka}, but ${command} is ${version}: install a later one, or set JAVA_HOME to it`,
    );
  }
  return { command, version };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Reading this file takes no time; starting a JVM to ask it takes a tenth of a second or more. */
function versionOfRelease(command: string): string | undefined {
  try {
    const text = readFileSync(join(dirname(realpathSync(command)), '..', 'release'), 'utf8');
    const value = (name: string): string | undefined => new RegExp(`^${name}="(.+)"`, 'm').exec(text)?.[1];
    return value('JAVA_RUNTIME_VERSION') ?? value('JAVA_VERSION');
  } catch {
    return undefined;
  }
}

async function versionOfRun(command: string, env: NodeJS.ProcessEnv, oldest: number): Promise<string> {
  try {
    const { stderr } = await promisify(execFile)(command, ['-XshowSettings:properties', '-version'], { env });
    return /java\.runtime\.version = (\S+)/.exec(stderr)?.[1] ?? '';
  } catch (cause) {
    throw new LocalRunError('NO_JAVA', `${command} does not run: install a JRE of version ${oldest} or later`, {
      cause,
    });
  }
}
