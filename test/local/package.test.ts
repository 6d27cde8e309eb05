import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { KAFKA_VERSIONS } from '../../lib/cluster';
import { version } from '../../lib/package';
import { Packed } from '../support/packed';

jest.setTimeout(120_000);

let packed: Packed;
beforeAll(() => {
  packed = new Packed();
});
afterAll(() => packed.remove());

const ENTRIES = ['', '/kafka', '/kubernetes', '/local', '/audit', '/kafkajs'];
const USE = `
const [describe, kafka, kubernetes, local, audit, kafkajs] = modules;
const cluster = describe.defineCluster({ name: 'mine', topics: { orders: describe.topic() } });
kubernetes.synthesise(cluster, process.argv[2] + '/dist');
const error = new kafka.NoAnswerError('x');
console.log(JSON.stringify([
  describe.version, typeof local.startKafka, typeof audit.Audit, error instanceof kafka.KafkaError,
  Object.keys(kafka.clientsOf(cluster).topics), typeof new kafkajs.Kafka({ brokers: [] }).consumer, typeof kafkajs.CompressionTypes,
]));`;
const ANSWER = [version, 'function', 'function', true, ['orders'], 'function', 'object'];

const DESCRIBED = `{ mine: defineCluster({ name: 'mine', brokers: 2 }) }`;
const IMPORT = "import { defineCluster } from 'kafka-streaming';";
const DESCRIPTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'cluster.ts, and a file beside': {
    'cluster.ts': `${IMPORT}\nimport { brokers } from './size';\nexport const clusters = { mine: defineCluster({ name: 'mine', brokers }) };`,
    'size.ts': 'export const brokers: number = 2;',
  },
  'cluster.ts of a project of modules': {
    'package.json': '{ "type": "module" }',
    'cluster.ts': `${IMPORT}\nimport { brokers } from './size.js';\nexport const clusters = { mine: defineCluster({ name: 'mine', brokers }) };`,
    'size.ts': 'export const brokers: number = 2;',
  },
  'cluster.mjs': { 'cluster.mjs': `${IMPORT}\nexport const clusters = ${DESCRIBED};` },
  'cluster.js, a module': {
    'package.json': '{ "type": "module" }',
    'cluster.js': `${IMPORT}\nexport const clusters = ${DESCRIBED};`,
  },
  'cluster.js, of CommonJS': {
    'cluster.js': `const { defineCluster } = require('kafka-streaming');\nexports.clusters = ${DESCRIBED};`,
  },
};

describe('the package', () => {
  test('holds what it needs, what it promises, and no test', () => {
    const { files } = packed;
    expect(files).toEqual(
      expect.arrayContaining([
        ...['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md'],
        ...['register.js', 'register-using.js', 'kafkajs-register.js'],
        ...[
          ...KAFKA_VERSIONS.flatMap((version) => [
            `lib/local/distribution/kafka-${version}/pom.xml`,
            `build/local/distribution/kafka-${version}/jars.lock.json`,
          ]),
          'build/cli/kafka-streaming.js',
          'build/jobs/topics.js',
          'build/jobs/console.js',
          'build/jobs/readiness.js',
        ],
        ...['build/exports/index.js', 'build/exports/index.d.ts', 'build/exports/index.js.map'],
        'templates/project/cluster.ts',
      ]),
    );
    expect(files.filter((file) => /test|^build\/kind|^(?!templates).*[^d]\.ts$/.test(file))).toEqual([]);
  });

  test('has no script that npm would run, or ask about, where it is installed', () => {
    const { scripts } = JSON.parse(packed.textOf('package.json')) as { scripts: Readonly<Record<string, string>> };
    const atInstallation = [
      'preinstall',
      'install',
      'postinstall',
      'preprepare',
      'prepare',
      'postprepare',
      'prepublish',
    ];
    expect(Object.keys(scripts).filter((name) => atInstallation.includes(name))).toEqual([]);
  });

  test.each([
    [
      'by modules',
      'use.mjs',
      ENTRIES.map((path) => `import * as m${path.slice(1)} from 'kafka-streaming${path}';`).join('\n'),
      `[${ENTRIES.map((path) => `m${path.slice(1)}`).join()}]`,
    ],
    ['by CommonJS', 'use.cjs', '', `[${ENTRIES.map((path) => `require('kafka-streaming${path}')`).join()}]`],
  ])('is imported %s', async (_, file, imports, modules) => {
    const project = packed.project(file, { [file]: `${imports}\nconst modules = ${modules};${USE}` });
    const { stdout, stderr } = await project.node(file, project.folder);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(ANSWER);
  });

  test.each([
    ['require', 'app.cjs', "const { Kafka } = require('kafkajs');"],
    [
      'import',
      'app.mjs',
      "import { Kafka } from 'kafkajs';\nimport { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
    ],
  ])('serves programs that %s kafkajs, and frameworks in them, without a line changed', async (_, file, begin) => {
    const project = packed.project(`kafkajs ${file}`, {
      [file]: `${begin}
        const own = require('kafka-streaming/kafkajs').Kafka;
        const { framework } = require('./node_modules/framework');
        console.log(Kafka === own, framework === own, typeof Kafka);`,
      'node_modules/framework/index.js': "exports.framework = require('kafkajs').Kafka;",
    });
    const plain = await project.node(file);
    expect(plain).toMatchObject({ exitCode: 0, stdout: 'false false function\n', stderr: '' });
    const served = await project.node('-r', 'kafka-streaming/kafkajs/register', file);
    expect(served).toMatchObject({ exitCode: 0, stdout: 'true true function\n', stderr: '' });
  });

  test.each(Object.entries(DESCRIPTIONS))(
    'has a command that finds %s, from a folder within too',
    async (name, files) => {
      const project = packed.project(`found ${name}`, { ...files, 'within/other.txt': '' });
      const command = join(project.folder, 'node_modules/kafka-streaming/build/cli/kafka-streaming.js');
      const script = `process.chdir('within'); process.argv.splice(1, 1, ${JSON.stringify(command)}); require(process.argv[1])`;
      const looked = await project.node('-e', script, '_', 'status', '--on', 'local');
      expect(looked).toMatchObject({ exitCode: 3, stderr: '' });
      expect(looked.stdout).toMatch(/^broker-2 +localhost:9092 +DOWN/m);
      expect(looked.stdout).toContain('next: npx kafka-streaming up --on local ');
    },
  );

  test('has a command that says what it can do, and what it cannot', async () => {
    const project = packed.project('empty', {});
    expect(await project.command('--version')).toMatchObject({ exitCode: 0, stdout: `${version}\n` });
    expect((await project.command()).stdout).toMatch(/^ {2}produce {3}/m);
    expect(await project.command('statu')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/did you mean status\?\n$/) as unknown,
    });
    expect(await project.command('produce')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(
        /^there is no cluster\.ts \(or \.js, \.mjs\) in .*: .* npx kafka-streaming init make.*\n$/,
      ) as unknown,
    });
    expect((await project.command('up', '--help')).stdout).toContain('  npx kafka-streaming up --cluster one-broker\n');
  });

  test('names scripts of npm where one was typed', async () => {
    const scripts = {
      start: 'kafka-streaming start',
      up: 'kafka-streaming up',
      look: 'kafka-streaming status --on local',
    };
    const project = packed.project('scripts', {
      ...DESCRIPTIONS['cluster.mjs'],
      'package.json': JSON.stringify({ scripts }),
    });
    execFileSync('npm', ['rebuild', '--silent', '--ignore-scripts'], { cwd: project.folder });
    const { stdout } = await project.run('npm', 'run', '--silent', 'look');
    expect(stdout).toContain('next: npm run up -- --on local ');
  });
});
