/**
 * `npm run kafkajs:suite [-- kafkajs|facade] [WORD …]`: has the tests of kafkajs' own repository judge kafkajs itself, or what we have
 * in its place, on a real cluster. Words choose test files by their path. Ends with 1 when a test fails that is not accounted for.
 */
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Cluster } from '../../lib/cluster';
import { run } from '../support/run';
import { startCluster } from '../support/local-cluster';
import { printed, testsIn, type Report } from './report';
import { copySnapshots } from './copy-snapshots';
import { specs } from './specs';
import { typeFaults } from './type-tests';

const NEEDS = `the tests of kafkajs 2.2.4 are not part of this repository. To have them:
  git clone --branch v2.2.4 https://github.com/tulios/kafkajs kafkajs && (cd kafkajs && npm install --ignore-scripts)
  KAFKAJS_CHECKOUT=$PWD/kafkajs npm run kafkajs:suite`;

/** As kafkajs' containers are set up. */
const CONFIG = {
  'auto.create.topics.enable': true,
  'num.partitions': 2,
  'default.replication.factor': 2,
  'min.insync.replicas': 1,
  'group.initial.rebalance.delay.ms': 0,
};

/** Some tests name brokers by their ids. */
const fromZero = (cluster: Cluster): Cluster => ({
  ...cluster,
  brokers: cluster.brokers.map((broker, id) => ({ ...broker, id })),
});

const MINUTES = 60_000;

async function main(): Promise<number> {
  const words = process.argv.slice(2);
  const client = words[0] === 'kafkajs' ? 'kafkajs' : 'facade';
  if (words[0] === client) words.shift();
  const checkout = resolve(process.env['KAFKAJS_CHECKOUT'] ?? '');
  if (!process.env['KAFKAJS_CHECKOUT'] || !existsSync(join(checkout, 'node_modules'))) {
    console.error(NEEDS);
    return 2;
  }
  const chosen = specs.filter((spec) => words.length === 0 || words.some((word) => spec.includes(word)));
  const folder = await mkdtemp(join(tmpdir(), 'kafkajs-suite-'));
  const cluster = await startCluster({ config: CONFIG }, fromZero);
  try {
    copySnapshots(chosen, checkout, folder);
    const output = join(folder, 'report.json');
    await run(
      process.execPath,
      [JEST, '--ci', '--json', '--outputFile', output, '--config', CONFIG_FILE, '-t', WITHOUT, ENDS_ALL_THE_SAME],
      {
        env: {
          KAFKAJS_CHECKOUT: checkout,
          KAFKAJS_SUITE_CLIENT: client,
          KAFKAJS_SUITE_SPECS: JSON.stringify(chosen),
          KAFKAJS_SUITE_SNAPSHOTS: folder,
          KAFKAJS_SUITE_PORTS: cluster.bootstrap.map((address) => address.split(':')[1]).join(),
          KAFKA_VERSION: '3.9',
          KAFKAJS_NO_PARTITIONER_WARNING: '1',
        },
        // Some open their certificates from there.
        cwd: checkout,
        deadlineMs: 90 * MINUTES,
      },
    );
    const tests = testsIn(client, JSON.parse(readFileSync(output, 'utf8')) as Report, checkout);
    console.log(printed(client, tests));
    const faults = await typeFaults(client, checkout, folder);
    console.log(faults === '' ? 'the tests of its types compile' : `the tests of its types do not compile:\n${faults}`);
    if (faults !== '') return 1;
    return tests.some(({ status, because }) => status === 'failed' && because === undefined) ? 1 : 0;
  } finally {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const JEST = join(__dirname, 'jest.js');
/** They would wait for listeners that are not there. */
const WITHOUT = '^(?!.*(SSL|SASL|createAcls|deleteAcls))';
/** What their tests wait for they ask after for ever, also when the test has long failed. */
const ENDS_ALL_THE_SAME = '--forceExit';
const CONFIG_FILE = join(__dirname, 'jest.config.js');

void main().then((code) => (process.exitCode = code));
