import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reservePorts, type ReservedPorts } from '../../lib/local';
import { NUMBERED, linesOf } from '../support/jobs';
import { Packed } from '../support/packed';

jest.setTimeout(600_000);

let packed: Packed;
let ports: ReservedPorts;
beforeAll(async () => {
  ports = await reservePorts();
  packed = new Packed();
});
afterAll(() => {
  packed.remove();
  ports.release();
});

const done = { exitCode: 0 };
const TYPED = `
import { defineCluster, text, topic } from 'kafka-streaming';
import { clientsOf, KafkaError, type KafkaErrorCode } from 'kafka-streaming/kafka';
import { KafkaChart } from 'kafka-streaming/kubernetes';
import { up } from 'kafka-streaming/local';
import { Audit } from 'kafka-streaming/audit';
import { Kafka } from 'kafka-streaming/kafkajs';
import { Telemetry } from 'kafka-streaming/opentelemetry';
const cluster = defineCluster({ topics: { orders: topic<{ id: number }>(), notes: topic({ serde: text }) } });
const { producer, topics } = clientsOf(cluster);
export const used: readonly unknown[] = [KafkaChart, Audit, KafkaError, up, Kafka, Telemetry];
export const code: KafkaErrorCode = 'CANNOT_CONNECT';
void producer(topics.orders).send({ value: { id: 1 } });
// @ts-expect-error a text is no order
void producer(topics.orders).send({ value: 'x' });
// @ts-expect-error not described
void topics.others;
// @ts-expect-error no field of a description
defineCluster({ broker: 1 });`;

const APP = `
import { App, Chart } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-27';
import { defineCluster, topic } from 'kafka-streaming';
import { KafkaChart, KafkaCluster } from 'kafka-streaming/kubernetes';

const app = new App();
new ConfigMap(new Chart(app, 'metrics'), 'rules', { data: { rules: 'none' } });
new KafkaChart(app, 'orders', { cluster: defineCluster({ name: 'orders', namespace: 'orders' }) });
const shop = new Chart(app, 'shop', { labels: { team: 'shop' }, namespace: 'shop' });
const cluster = defineCluster({ name: 'payments', names: 'prefixed', brokers: 2, topics: { paid: topic() } });
const kafka = new KafkaCluster(shop, 'kafka', { cluster });
new ConfigMap(shop, 'settings', { metadata: { name: 'settings' }, data: { brokers: kafka.bootstrapServers } });
app.synth();`;

const USING = `
import { text, topic } from 'kafka-streaming';
import { startKafka } from 'kafka-streaming/local';
export async function inATest(): Promise<void> {
  await using kafka = await startKafka({ brokers: 1, topics: { notes: topic({ serde: text }) } });
  const notes = kafka.producer(kafka.topics.notes);
  await notes.send({ value: kafka.brokers.join() });
  await notes.close();
}`;

describe('a project of somebody else', () => {
  test.each([
    ['node16', 'node16'],
    ['esnext', 'bundler'],
  ])('is compiled as module %s, resolved as %s, with all declarations checked', async (module, moduleResolution) => {
    const compilerOptions = { module, moduleResolution, target: 'es2022', strict: true, noEmit: true, types: ['node'] };
    const files = {
      'use.ts': TYPED,
      'modules.mts': TYPED,
      'using.ts': USING,
      'tsconfig.json': JSON.stringify({ compilerOptions }),
    };
    const project = packed.project(`types-${module}`, files, 'typescript');
    expect(await project.node('node_modules/typescript/bin/tsc')).toMatchObject({ ...done, stdout: '' });
  });

  test('has the cluster in a cdk8s app of its own, beside its charts and in one of them', async () => {
    const compilerOptions = { module: 'node16', target: 'es2022', strict: true, types: ['node'] };
    const project = packed.project(
      'cdk8s app',
      { 'main.mts': APP, 'tsconfig.json': JSON.stringify({ compilerOptions }) },
      'typescript',
    );
    expect(await project.node('node_modules/typescript/bin/tsc')).toMatchObject({ ...done, stdout: '' });
    expect(await project.node('main.mjs')).toMatchObject({ ...done, stderr: '' });
    const dist = join(project.folder, 'dist');
    expect(readdirSync(dist).sort()).toEqual(['metrics.k8s.yaml', 'orders.k8s.yaml', 'shop.k8s.yaml']);
    const [metrics, orders, shop] = ['metrics', 'orders', 'shop'].map((name) =>
      readFileSync(join(dist, `${name}.k8s.yaml`), 'utf8'),
    );
    expect(metrics).not.toContain('StatefulSet');
    expect(orders).toMatch(/kind: StatefulSet[^]*kind: StatefulSet/);
    expect(shop).toMatch(/kind: ConfigMap[^]*name: settings[^]*payments-broker-1:19090,payments-broker-2:19090/);
    expect(shop).toContain('app.kubernetes.io/instance: payments');
    expect(shop).toContain('team: shop');
  });

  test('has the cluster of a test until the end of a block, with await using', async () => {
    const { ModuleKind, ScriptTarget, transpile } = await import('typescript');
    const text = transpile(`${USING}\nvoid inATest();`, { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 });
    const project = packed.project('using', { 'use.js': text });
    expect(await project.node('use.js')).toMatchObject({ ...done, stderr: '' });
  });

  test('runs clusters in its tests, with jest', async () => {
    const test = readFileSync(join(__dirname, '../../examples/in-a-test.test.ts'), 'utf8');
    const cluster = readFileSync(join(__dirname, '../../examples/orders-cluster.ts'), 'utf8');
    const project = packed.project(
      'jest',
      {
        'a.test.ts': test,
        'orders-cluster.ts': cluster,
        'package.json': '{}',
        'jest.config.js': `module.exports = { transform: { '\\\\.ts$': ['@sucrase/jest-plugin', { disableESTransforms: true }] } };`,
      },
      ...['jest', 'jest-circus', '@jest', '@sucrase/jest-plugin'],
    );
    const ended = await project.node('node_modules/jest/bin/jest.js');
    expect(ended).toMatchObject({ ...done, stderr: expect.stringContaining('1 passed, 1 total') as unknown });
  });
});

describe('a new project', () => {
  test('starts its own cluster, and runs its own jobs against it, from nothing but the tarball', async () => {
    const outer = packed.folder('outer');
    const install = ['install', '--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts'];
    expect(await outer.run('npm', ...install, packed.tarball)).toMatchObject(done);
    expect(await outer.run('npx', 'kafka-streaming', 'init', 'shop')).toMatchObject(done);
    expect(await outer.run('npx', 'kafka-streaming', 'init', 'shop')).toMatchObject({ exitCode: 2 });

    const shop = packed.folder('outer/shop');
    expect(await shop.run('npm', ...install)).toMatchObject(done);
    const file = join(shop.folder, 'cluster.ts');
    const { brokers, zookeeper, ui } = ports.hostPorts;
    const own = `hostPorts: { brokers: ${brokers}, zookeeper: ${zookeeper}, ui: ${ui} }, topics,`;
    writeFileSync(file, readFileSync(file, 'utf8').replace('topics,', own));
    expect(await shop.run('npx', 'tsc')).toMatchObject({ ...done, stdout: '' });
    try {
      expect(await shop.run('npx', 'kafka-streaming', 'up', '--on', 'local')).toMatchObject({
        ...done,
        stderr: expect.stringMatching(/topic greetings \(created\)[^]*next: npx kafka-streaming status/) as unknown,
      });
      const page = await fetch(`http://127.0.0.1:${ui}/`);
      expect(await page.text()).toContain('<script type="module" src="/page.js">');
      expect(await shop.run('npx', 'kafka-streaming', 'produce')).toMatchObject(done);
      const consumed = await shop.run('npx', 'kafka-streaming', 'consume');
      expect(linesOf(consumed.stdout).sort()).toEqual(NUMBERED);

      expect(await shop.run('npm', 'run', '-s', 'produce')).toMatchObject(done);
      const greeted = await shop.run('npm', 'run', '-s', 'consume');
      expect(linesOf(greeted.stdout)).toHaveLength(60);
      expect(greeted.stdout).toContain('Hello for the 30. time');

      expect(await shop.run('npm', 'run', '-s', 'bundle')).toMatchObject(done);
      expect(readdirSync(join(shop.folder, 'build/jobs'))).toEqual([
        'console.js',
        'consume.js',
        'produce.js',
        'readiness.js',
        'topics.js',
      ]);
      // As in the image: without a file of the project.
      rmSync(join(shop.folder, '..', 'app'), { recursive: true, force: true });
      const app = packed.folder('app');
      for (const name of ['produce.js', 'topics.js'])
        writeFileSync(join(app.folder, name), readFileSync(join(shop.folder, 'build/jobs', name)));
      const bootstrap = `localhost:${brokers}`;
      expect(await app.node('topics.js', '-b', bootstrap)).toMatchObject(done);
      expect(await app.run('env', `KAFKA_BROKERS=${bootstrap}`, 'node', 'produce.js')).toMatchObject({
        ...done,
        stdout: '30 greetings are stored\n',
      });
    } finally {
      await shop.run('npx', 'kafka-streaming', 'down', '--on', 'local', '--delete-data');
    }
    rmSync(join(shop.folder, 'kind-config.yaml'));
    expect(await shop.run('npx', 'cdk8s', 'synth')).toMatchObject(done);
    const manifests = readFileSync(join(shop.folder, 'dist/kafka.k8s.yaml'), 'utf8');
    expect(manifests).toContain('app.kubernetes.io/instance: shop');
    expect(manifests).toContain('image: shop/jobs:dev');
    expect(existsSync(join(shop.folder, 'kind-config.yaml'))).toBe(true);
  });
});
