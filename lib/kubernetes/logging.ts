import { withLog4j2Levels, withLogLevels, type Cluster, type LogLevels } from '../cluster';
import { file } from './file';

/** How a server logs: to standard output only, where `kubectl logs` finds it. */
export interface Logging {
  /** What the file is called, in the ConfigMap and beside the scripts. */
  readonly fileName: string;
  readonly text: string;
  /** The system property that leads the JVM to it. */
  readonly property: 'log4j.configuration' | 'log4j2.configurationFile';
}

/** By reload4j: ZooKeeper, and Kafka before 4. */
export const log4j = (levels: LogLevels | undefined): Logging => ({
  fileName: 'log4j.properties',
  text: withLogLevels(file('log4j.properties'), levels),
  property: 'log4j.configuration',
});

const log4j2 = (levels: LogLevels | undefined): Logging => ({
  fileName: 'log4j2.properties',
  text: withLog4j2Levels(file('log4j2.properties'), levels),
  property: 'log4j2.configurationFile',
});

/** That of brokers and controllers. */
export const kafkaLogging = ({ kafkaVersion, logLevels }: Cluster, of: 'broker' | 'controller'): Logging =>
  (kafkaVersion.startsWith('3.') ? log4j : log4j2)(logLevels[of]);
