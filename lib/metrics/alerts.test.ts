import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineCluster } from '../cluster';
import { alertRules } from './alerts';
import { scrapeConfig } from './scrape-config';

const rules = alertRules(defineCluster({ storage: { size: '10Gi' }, metrics: { rules: { maxLag: 100 } } }));
const [{ rules: alerts }] = rules.groups as [(typeof rules.groups)[number]];

/** promtool is of Debian's package prometheus; where it is not, the rules are judged by what has been seen of it elsewhere. */
const hasPromtool = spawnSync('promtool', ['--version']).error === undefined;
const judged = hasPromtool ? test : test.skip;

const OWN = 'cluster="kafka",namespace="streaming"';
const brokers = (name: string, ...values: string[]) =>
  values.map((value, index) => ({ series: `${name}{${OWN},instance="broker-${index + 1}"}`, values: value }));

const STATE = 'kafka_server_kafkaserver_brokerstate';
const HEALTHY = [
  ...brokers(STATE, '3x80', '3x80', '3x80'),
  ...brokers('kafka_controller_kafkacontroller_activecontrollercount', '0x80', '1x80', '0x80'),
  ...brokers('kafka_controller_kafkacontroller_offlinepartitionscount', '0x80', '0x80', '0x80'),
  ...brokers('kafka_server_replicamanager_underminisrpartitioncount', '0x80', '0x80', '0x80'),
  ...brokers('kafka_server_replicamanager_underreplicatedpartitions', '0x80', '0x80', '0x80'),
  ...brokers('kafka_controller_controllerstats_uncleanleaderelections_total', '0x80', '0x80', '0x80'),
  ...brokers('kafka_log_logmanager_offlinelogdirectorycount', '0x80', '0x80', '0x80'),
  ...brokers('kafka_broker_log_bytes', '1e9x80', '1e9x80', '1e9x80'),
  { series: `kafka_consumergroup_lag_sum{${OWN},consumergroup="billing",topic="orders"}`, values: '100x80' },
  // Another cluster that the same Prometheus knows: nothing of it counts here.
  { series: `${STATE}{cluster="other",namespace="streaming",instance="b"}`, values: '3x80' },
  { series: 'kafka_consumergroup_lag_sum{cluster="other",consumergroup="a",topic="b"}', values: '9e9x80' },
];

/** `HEALTHY`, a scrape each half minute, but for the series that stand here. */
const but = (...others: { series: string; values: string }[]) => [
  ...HEALTHY.filter(({ series }) => !others.some((other) => other.series === series)),
  ...others,
];

const one = (name: string, broker: number, values: string) => ({
  series: `${name}{${OWN},instance="broker-${broker}"}`,
  values,
});

/** What is told when, in minutes, of a series. */
type Case = readonly [
  title: string,
  alert: string,
  series: typeof HEALTHY,
  told: readonly [minute: number, labels?: object][],
];

const inNamespace = { namespace: 'streaming' };

const cases: readonly Case[] = [
  ...alerts.map(({ alert }): Case => [`${alert}: nothing of a healthy cluster`, alert, HEALTHY, [[1], [20], [39]]]),
  [
    'a broker is down, until it is back; a restart of four minutes is told to nobody',
    'KafkaBrokerDown',
    but(one(STATE, 2, '3x10 stale _x6 3x12 stale _x20 3x40')),
    [[9], [18], [22, inNamespace], [30]],
  ],
  [
    'a broker that recovers its logs does not serve yet',
    'KafkaBrokerDown',
    but(one(STATE, 2, '2x80')),
    [[4], [8, inNamespace]],
  ],
  ['all are down', 'KafkaBrokerDown', HEALTHY.filter(({ series }) => !series.includes(OWN)), [[4], [8, {}]]],
  [
    'a partition without a leader',
    'KafkaPartitionsOffline',
    but(one('kafka_controller_kafkacontroller_offlinepartitionscount', 2, '0x10 2x80')),
    [[5], [8, inNamespace]],
  ],
  [
    'a partition that refuses producers',
    'KafkaPartitionsUnderMinIsr',
    but(one('kafka_server_replicamanager_underminisrpartitioncount', 1, '0x10 1x80')),
    [[5], [8, inNamespace]],
  ],
  [
    'replicas behind for long',
    'KafkaUnderReplicated',
    but(one('kafka_server_replicamanager_underreplicatedpartitions', 1, '0x10 4x80')),
    [[15], [22, inNamespace]],
  ],
  [
    'no controller',
    'KafkaNotOneController',
    but(one('kafka_controller_kafkacontroller_activecontrollercount', 2, '1x10 0x80')),
    [[5], [9, inNamespace]],
  ],
  [
    'two controllers',
    'KafkaNotOneController',
    but(one('kafka_controller_kafkacontroller_activecontrollercount', 3, '0x10 1x80')),
    [[5], [9, inNamespace]],
  ],
  [
    'an election that lost messages',
    'KafkaUncleanElection',
    but(one('kafka_controller_controllerstats_uncleanleaderelections_total', 2, '0x10 1x80')),
    [[5], [7, { ...inNamespace, instance: 'broker-2' }], [39]],
  ],
  [
    'a disk that failed',
    'KafkaLogDirectoryOffline',
    but(one('kafka_log_logmanager_offlinelogdirectorycount', 3, '0x10 1x80')),
    [[5], [8, { ...inNamespace, instance: 'broker-3' }]],
  ],
  [
    'a claim that is nearly full',
    'KafkaDiskFilling',
    but(one('kafka_broker_log_bytes', 3, '8e9x10 9e9x80')),
    [[5], [17, { ...inNamespace, instance: 'broker-3' }]],
  ],
  [
    'a group that stays behind',
    'KafkaConsumerLag',
    but({
      series: `kafka_consumergroup_lag_sum{${OWN},consumergroup="billing",topic="orders"}`,
      values: '100x10 101x80',
    }),
    [[15], [22, { ...inNamespace, consumergroup: 'billing', topic: 'orders' }]],
  ],
];

judged(
  'each alert is told when it should be, and else not',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'alerts-'));
    try {
      writeFileSync(join(folder, 'rules.yml'), JSON.stringify(rules));
      const tests = cases.map(([name, alert, input_series, told]) => {
        const { labels, annotations } = alerts.find((each) => each.alert === alert)!;
        return {
          name,
          interval: '30s',
          input_series,
          alert_rule_test: told.map(([minute, found]) => ({
            eval_time: `${minute}m`,
            alertname: alert,
            exp_alerts: found ? [{ exp_labels: { ...labels, ...found }, exp_annotations: annotations }] : [],
          })),
        };
      });
      writeFileSync(
        join(folder, 'test.yml'),
        JSON.stringify({ rule_files: ['rules.yml'], evaluation_interval: '30s', tests }),
      );
      execFileSync('promtool', ['check', 'rules', 'rules.yml'], { cwd: folder, stdio: 'pipe' });
      const { stdout, stderr, status } = spawnSync('promtool', ['test', 'rules', 'test.yml'], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect(`${stdout}${stderr}`).toContain('SUCCESS');
      expect(status).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  60_000,
);

judged(
  'what is to be scraped on this machine is a configuration of Prometheus, beside its rules',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'scrape-'));
    try {
      writeFileSync(join(folder, 'kafka-rules.yml'), JSON.stringify(rules));
      writeFileSync(
        join(folder, 'prometheus.yml'),
        JSON.stringify(scrapeConfig(defineCluster({ metrics: true })), undefined, 2),
      );
      const check = ['check', 'config', 'prometheus.yml'];
      const { stdout, stderr } = spawnSync('promtool', check, { cwd: folder, encoding: 'utf8' });
      expect(`${stdout}${stderr}`).toMatch(/SUCCESS: prometheus.yml is valid[^]*SUCCESS: 9 rules found/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  60_000,
);

test('each alert has a case of its own', () => {
  const told = new Set(cases.filter(([, , , all]) => all.some(([, labels]) => labels)).map(([, alert]) => alert));
  expect(alerts.map(({ alert }) => alert).filter((alert) => !told.has(alert))).toEqual([]);
});
