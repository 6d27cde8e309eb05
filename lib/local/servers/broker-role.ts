import { serverProperties } from '../../cluster';
import { NODE_STARTED } from '../kraft/node-started';
import { localBrokerPlace } from './places';
import { DATA, type ServerRole } from './server-role';

export const BROKER: ServerRole = {
  mainClass: 'kafka.Kafka',
  propertiesFile: 'server.properties',
  properties: (cluster, id) => {
    const broker = cluster.brokers[id - 1]!;
    return serverProperties(cluster, broker, localBrokerPlace(cluster, broker, DATA));
  },
  clientPort: /^listeners=.*EXTERNAL:\/\/[^:]+:(\d+)/m,
  dataFiles: () => ({}),
  trace: 'meta.properties',
  initialHeap: '64Mi',
  startedText: new RegExp(`\\[KafkaServer id=\\d+\\] started|${NODE_STARTED.text.source}`),
  startedLoggers: { 'kafka.server.KafkaServer': 'INFO', ...NODE_STARTED.loggers },
};
