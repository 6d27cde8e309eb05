import { defineCluster } from '../../cluster';
import { metricsFile } from './metrics-file';

const cluster = defineCluster({ metrics: true, brokers: 2 });

test('a file for Prometheus of the ports of this machine', () => {
  expect(JSON.parse(metricsFile(['prometheus'], cluster))).toMatchObject({
    scrape_configs: [{ job_name: 'kafka', static_configs: [{ targets: ['127.0.0.1:29191', '127.0.0.1:29192'] }] }],
  });
});

test('rules and a dashboard of the described cluster', () => {
  expect(metricsFile(['rules'], cluster)).toContain('"alert": "KafkaBrokerDown"');
  expect(JSON.parse(metricsFile(['dashboard'], cluster))).toMatchObject({ title: 'Kafka kafka' });
});

test('all that is wrong is said at once, with what to do', () => {
  expect(() => metricsFile(['graphs', 'rules'], defineCluster({ name: 'orders' }))).toThrow(
    expect.objectContaining({
      faults: [
        'metrics must be told which file, one of prometheus, rules, dashboard, but graphs was given',
        expect.stringContaining('rules'),
        'cluster orders tells no metrics: describe metrics: true in cluster.ts',
      ],
    }) as Error,
  );
  expect(() => metricsFile([], cluster)).toThrow(/but none was given/);
});
