import type { ConsumerConfig, ConsumerRunConfig, Logger } from 'kafkajs';
import type { consumerEvents, Instrumentation } from './events';
import type { Members } from './members';

export interface RunnerOptions {
  readonly consumer: ConsumerConfig;
  readonly run: ConsumerRunConfig;
  /** By topic, whether a group that has committed nothing starts at the beginning. */
  readonly topics: ReadonlyMap<string, boolean>;
  readonly logger: Logger;
  readonly members: Members;
  readonly instrumentation: Instrumentation<typeof consumerEvents>;
}
