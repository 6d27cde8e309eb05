import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { consume } from '../../lib/kafka';
import agent from '../../lib/local/distribution/agent.lock.json';
import { provideAgent } from '../../lib/local/distribution/provide-agent';
import { alertRules } from '../../lib/metrics';
import exported from '../../lib/metrics/testing/exported.json';
import { Beside } from '../support/beside';
import { eventually } from '../support/eventually';
import { KafkaFixture, numbers } from '../support/kafka-fixture';
import { hasPrometheus, Prometheus } from '../support/prometheus';
import { namesOf, scrape, type Scrape } from '../support/scrape';

jest.setTimeout(240_000);

const kafka = new KafkaFixture({ metrics: true });

const agents = (): Promise<Scrape[]> =>
  Promise.all(
    kafka.local.cluster.brokers.map(({ localMetricsPort }) => scrape(`http://127.0.0.1:${localMetricsPort!}/metrics`)),
  );

/** The one number that any of them tells. */
const anyOf = (scrapes: readonly Scrape[], series: string): number[] =>
  scrapes.flatMap((each) => each.get(series) ?? []);

async function besides<Result>(use: (...all: Beside[]) => Promise<Result>): Promise<Result> {
  const all = [1, 2, 3].map((id) => new Beside(kafka.local.cluster, id));
  try {
    await Promise.all(all.map((each) => each.until(200, /^ready/)));
    return await use(...all);
  } finally {
    await Promise.all(all.map((each) => each.stop()));
  }
}

const toldBy = async (all: readonly Beside[]): Promise<Scrape[]> =>
  Promise.all(all.map(async (each) => scrape(await each.url('/metrics'))));

test('what stands beside brokers tells of sync, partitions, disk and the lag of groups, each group once', async () => {
  const topic = await kafka.freshTopic(3);
  await kafka.produce(topic, numbers(30));
  const options = { topics: [topic], groupId: 'billing', fromBeginning: true, until: 'caught-up' } as const;
  await consume(kafka.client, options, () => undefined);
  await kafka.produce(topic, numbers(7));
  const lag = `kafka_consumergroup_lag_sum{cluster="kafka",consumergroup="billing",topic="${topic}"}`;
  await besides(async (...all) => {
    await eventually('all is told', async () => anyOf(await toldBy(all), lag).length > 0, 60_000);
    const scrapes = await toldBy(all);
    expect(anyOf(scrapes, lag)).toEqual([7]);
    expect(anyOf(scrapes, 'kafka_consumergroup_members{cluster="kafka",consumergroup="billing"}')).toEqual([0]);
    for (const [index, told] of scrapes.entries()) {
      const own = (name: string) => told.get(`${name}{cluster="kafka",broker="${index + 1}"}`);
      expect(own('kafka_broker_in_sync')).toBe(1);
      expect(own('kafka_broker_replicas_behind')).toBe(0);
      expect(own('kafka_brokers')).toBe(3);
      expect(own('kafka_partitions_offline')).toBe(0);
      expect(own('kafka_partitions_under_min_isr')).toBe(0);
      expect(own('kafka_broker_log_bytes')).toBeGreaterThan(0);
    }

    // What alerts and the dashboard ask for is compared with this list.
    const names = namesOf(...scrapes, ...(await agents())).filter((name) => /^kafka_|^jvm_memory_used/.test(name));
    expect(names.sort()).toEqual(exported);

    await kafka.local.kill('broker', 3, 'SIGKILL');
    const first = async () => scrape(await all[0]!.url('/metrics'));
    const behind = async () => (await first()).get('kafka_partitions_under_replicated{cluster="kafka",broker="1"}');
    await eventually('one is missed', async () => ((await behind()) ?? 0) > 0, 60_000);
    const third = await scrape(await all[2]!.url('/metrics'));
    expect(third.get('kafka_broker_in_sync{cluster="kafka",broker="3"}')).toBe(0);
    await kafka.local.up();
    await eventually('none is', async () => (await behind()) === 0, 90_000);
  });
});

test('the agent of each broker tells the same series, however many partitions there are', async () => {
  const seriesOf = async () => (await agents()).map((told) => [...told.keys()].sort());
  const before = await seriesOf();
  await kafka.produce(await kafka.freshTopic(30), numbers(60));
  const after = await seriesOf();
  expect(after).toEqual(before);
  expect(before[0]!.length).toBeLessThan(150);
  const [told] = await agents();
  expect(told!.get('kafka_server_kafkaserver_brokerstate{cluster="kafka"}')).toBe(3);
  expect(told!.get('kafka_server_replicamanager_partitioncount{cluster="kafka"}')).toBeGreaterThanOrEqual(30);
  const controllers = 'kafka_controller_kafkacontroller_activecontrollercount{cluster="kafka"}';
  expect(anyOf(await agents(), controllers).sort()).toEqual([0, 0, 1]);
});

const withPrometheus = hasPrometheus ? test : test.skip;

withPrometheus('a real Prometheus alerts when a broker is killed, and no longer once it is back', async () => {
  const { cluster } = kafka.local;
  const targets = cluster.brokers.map(({ localMetricsPort }) => `127.0.0.1:${localMetricsPort!}`);
  // As described, but for the patience: a test need not wait for five minutes.
  const rules = JSON.parse(JSON.stringify(alertRules(cluster)).replace(/"for":"\d+m"/g, '"for":"2s"')) as object;
  // Of the user interface, which these tests have none of.
  const prometheus = await Prometheus.start(cluster.uiPort, targets, rules);
  const down = () => prometheus.stateOf('KafkaBrokerDown');
  const serving = () => prometheus.sum('kafka_server_kafkaserver_brokerstate{cluster="kafka"} == bool 3');
  try {
    await eventually('all are scraped', async () => (await serving()) === 3, 60_000);
    await eventually('nothing is told', async () => (await down()) === undefined, 60_000);
    await kafka.local.kill('broker', 2, 'SIGKILL');
    await eventually('it is told', async () => (await down()) === 'firing', 60_000);
    const behind = () => prometheus.stateOf('KafkaUnderReplicated');
    await eventually('replicas are behind', async () => (await behind()) === 'firing', 60_000);
    await kafka.local.up();
    await eventually('it is told no longer', async () => (await down()) === undefined, 90_000);
    await eventually('nor of replicas', async () => (await behind()) === undefined, 90_000);
  } finally {
    await prometheus.stop();
  }
});

test('the image of the jobs gets the very jar of the local run', async () => {
  const jar = readFileSync(await provideAgent());
  const sha256 = createHash('sha256').update(jar).digest('hex');
  for (const file of ['jobs/metrics.Dockerfile', 'templates/project/jobs/metrics.Dockerfile']) {
    const text = readFileSync(join(__dirname, '../..', file), 'utf8');
    expect(text).toContain(`--checksum=sha256:${sha256} https://repo1.maven.org/maven2/${pathOf(agent.artifact)} `);
  }
});

/** Where Maven Central has it. */
function pathOf(artifact: string): string {
  const [group = '', name = '', version = ''] = artifact.split(':');
  return `${group.replaceAll('.', '/')}/${name}/${version}/${name}-${version}.jar`;
}
