import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { version as kafkajsVersion } from 'kafkajs/package.json';
import { findRuntime } from '../lib/local/runtime';
import { version } from '../package.json';
import { installedByNpm, pythonWith } from '../test/support/installed';
import { temporaryFolder } from '../test/support/temporary-folder';
import { run } from '../test/support/run';

/** A program that reads or writes as `programs/program.ts` has it. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

export interface Contestant {
  readonly name: string;
  /** Of the client, not of the language. */
  readonly version: string;
  /** Makes it ready to be started. */
  readonly provide: () => Promise<Command>;
}

const CONFLUENT_KAFKA = '2.16.1';
const PLATFORMATIC = '2.12.1';
const KAFKA = /<artifactId>kafka_2\.13<\/artifactId>\s*<version>([^<]+)/;

const file = (name: string): string => join(__dirname, 'programs', name);
const node = (program: string, preloaded = '../register.js'): Command => ({
  file: process.execPath,
  args: ['-r', join(__dirname, preloaded), file(program)],
});

/** @returns the class path with the program in Java on it */
async function compiled(java: string, classPath: string): Promise<string> {
  const folder = await temporaryFolder('java-client-');
  const compiler = ['-m', 'jdk.compiler/com.sun.tools.javac.Main', '-d', folder, '-cp', classPath];
  const { exitCode, stderr } = await run(java, [...compiler, file('JavaClient.java')], { deadlineMs: 300_000 });
  if (exitCode !== 0) throw new Error(`JavaClient.java cannot be compiled: ${stderr}`);
  return `${folder}:${classPath}`;
}

export const contestants: readonly Contestant[] = [
  { name: 'ours', version, provide: () => Promise.resolve(node('ours.ts')) },
  {
    name: 'Java',
    version: KAFKA.exec(readFileSync(join(__dirname, '../lib/local/distribution/kafka-3.9.2/pom.xml'), 'utf8'))![1]!,
    provide: async () => {
      const { java, classPath } = await findRuntime();
      const flags = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xmx256m'];
      return { file: java.command, args: [...flags, '-cp', await compiled(java.command, classPath), 'JavaClient'] };
    },
  },
  {
    name: 'librdkafka',
    version: CONFLUENT_KAFKA,
    provide: async () => ({
      file: await pythonWith('confluent-kafka', CONFLUENT_KAFKA),
      args: [file('librdkafka.py')],
    }),
  },
  { name: 'kafkajs', version: kafkajsVersion, provide: () => Promise.resolve(node('kafkajs.ts')) },
  {
    name: 'ours by the API of kafkajs',
    version,
    provide: () => Promise.resolve(node('kafkajs.ts', '../kafkajs-register.js')),
  },
  {
    name: '@platformatic/kafka',
    version: PLATFORMATIC,
    provide: async () => ({
      ...node('platformatic.ts'),
      env: { INSTALLED: await installedByNpm('@platformatic/kafka', PLATFORMATIC) },
    }),
  },
];
