import type { Cluster } from '../cluster';
import { beans } from './beans';

type Bean = (typeof beans)[number];

/** As the exporter's own examples, and so most dashboards, name them: kafka_server_replicamanager_partitioncount. */
export const metricName = ({ domain, type, name, kind }: Bean): string =>
  [domain.replace('.', '_'), type, name.replace(/PerSec$/, ''), ...(kind === 'COUNTER' ? ['total'] : [])]
    .join('_')
    .toLowerCase();

/** A bean of a fetcher is called for its client too. */
const CLIENT: Readonly<Record<string, string>> = { ReplicaFetcherManager: 'Replica' };

/** Properties after the type and name, in the order in which Kafka names them. */
const properties = ({ type, each }: Bean, value: string): string =>
  [...(each ? [`${each.property}=${value}`] : []), ...(type in CLIENT ? [`clientId=${CLIENT[type]!}`] : [])]
    .map((property) => `,${property}`)
    .join('');

/**
 * What the agent in a broker's JVM reads, and calls it: JSON, which is YAML too. Only the named beans are asked for, so that a scrape
 * costs the same with any number of partitions.
 * @see https://prometheus.github.io/jmx_exporter/1.0.1/http-mode/rules/
 */
export const agentConfig = ({ name: cluster }: Pick<Cluster, 'name'>): string =>
  `${JSON.stringify(
    {
      includeObjectNames: beans.flatMap((bean) =>
        valuesOf(bean).map((value) => `${bean.domain}:type=${bean.type},name=${bean.name}${properties(bean, value)}`),
      ),
      rules: beans.flatMap((bean) =>
        valuesOf(bean).map((value) => ({
          pattern: `^${pattern(`${bean.domain}<type=${bean.type}, name=${bean.name}${properties(bean, value).replace(',', ', ')}><>${bean.attribute}`)}: `,
          name: metricName(bean),
          type: bean.kind,
          help: bean.help,
          labels: { cluster, ...(bean.each && { [bean.each.property]: value }) },
        })),
      ),
    },
    undefined,
    2,
  )}\n`;

const valuesOf = ({ each }: Bean): readonly string[] => each?.values ?? [''];

const pattern = (text: string): string => text.replaceAll('.', '\\.');
