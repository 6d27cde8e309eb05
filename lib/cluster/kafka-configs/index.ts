import type { KafkaVersion } from '../kafka-version';
import * as of392 from './kafka-3.9.2';
import * as of431 from './kafka-4.3.1';

/** What each version knows: its own jars print it. */
export const KAFKA_CONFIGS = { '3.9.2': of392, '4.3.1': of431 } as const satisfies Record<KafkaVersion, unknown>;

/** Of the default version. */
export const { brokerConfigs, topicConfigs } = of392;
