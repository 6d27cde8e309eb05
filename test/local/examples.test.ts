import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cluster } from '../../examples/orders-cluster';
import { startKafka, type StartedKafka } from '../../lib/local';
import { linesOf } from '../support/jobs';
import { runProgram } from '../support/run';

jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), 'examples-'));
let kafka: StartedKafka<typeof cluster>;
beforeAll(async () => {
  kafka = await startKafka({ cluster });
});
afterAll(async () => {
  await kafka.stop();
  rmSync(folder, { recursive: true });
});

const example = (name: string, env: NodeJS.ProcessEnv = {}) =>
  runProgram(`examples/${name}.ts`, [], { env: { KAFKA_BROKERS: kafka.brokers.join(','), ...env } });

describe('the example', () => {
  test('typed-clients bills what it has ordered', async () => {
    const { exitCode, stdout, stderr } = await example('typed-clients');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(linesOf(stdout).slice(3).sort()).toEqual([1, 2, 3].map((id) => `bill order ${id}: tea`));
  });

  test('exactly-once makes one invoice of each order, however often it is started', async () => {
    expect(await example('exactly-once')).toMatchObject({ exitCode: 0, stdout: '3 orders were invoiced\n' });
    expect(await example('exactly-once')).toMatchObject({ exitCode: 0, stdout: '0 orders were invoiced\n' });
    const invoices: string[] = [];
    for await (const { value } of kafka.reader(kafka.topics.invoices)) invoices.push(value);
    expect(invoices.sort()).toEqual([1, 2, 3].map((id) => `invoice of order ${id}`));
  });

  test.each([
    ['own-cluster', ['kafka.k8s.yaml']],
    ['in-another-cdk8s-app', ['kafka.k8s.yaml', 'shop.k8s.yaml']],
  ])('%s writes %j', async (name, files) => {
    const dist = join(folder, name, 'dist');
    expect(await example(name, { CDK8S_OUTDIR: dist })).toMatchObject({ exitCode: 0, stderr: '' });
    expect(readdirSync(dist).sort()).toEqual(files);
    expect(readFileSync(join(dist, files[0]!), 'utf8')).toContain('app.kubernetes.io/instance: shop');
  });
});
