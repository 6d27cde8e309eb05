import { controllerProperties, kraftOf } from '../../cluster';
import { DATA, type ServerRole } from '../servers/server-role';
import { localControllerPlace } from './kraft-place';
import { NODE_STARTED } from './node-started';

export const CONTROLLER: ServerRole = {
  mainClass: 'kafka.Kafka',
  propertiesFile: 'controller.properties',
  properties: (cluster, id) => {
    const voter = kraftOf(cluster).servers.find((each) => each.id === id)!;
    return controllerProperties(cluster, voter, localControllerPlace(cluster, voter, DATA));
  },
  clientPort: /^listeners=CONTROLLER:\/\/[^:]+:(\d+)/m,
  dataFiles: () => ({}),
  trace: 'meta.properties',
  initialHeap: '48Mi',
  startedText: NODE_STARTED.text,
  startedLoggers: NODE_STARTED.loggers,
};
