import type { Cluster } from '../cluster';

/** What Prometheus needs to know of a cluster on this machine; its rules stand beside it, in `kafka-rules.yml`. */
export const scrapeConfig = ({ name, brokers }: Cluster) => ({
  global: { scrape_interval: '15s', evaluation_interval: '15s' },
  rule_files: ['kafka-rules.yml'],
  scrape_configs: [
    {
      job_name: name,
      static_configs: [
        {
          targets: brokers.flatMap(({ localMetricsPort }) =>
            localMetricsPort === undefined ? [] : [`127.0.0.1:${localMetricsPort}`],
          ),
        },
      ],
    },
  ],
});
