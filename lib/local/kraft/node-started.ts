import type { LogLevels } from '../../cluster';

/** What a node of KRaft logs once it serves, and who logs it. */
export const NODE_STARTED: { readonly text: RegExp; readonly loggers: LogLevels } = {
  text: /\[KafkaRaftServer nodeId=\d+\] Kafka Server started/,
  loggers: { 'kafka.server.KafkaRaftServer': 'INFO' },
};
