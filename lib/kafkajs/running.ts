import type { ConsumerRunConfig } from 'kafkajs';
import type { Pausing } from './paused';

/** Of a consumer that runs, what its handlers need. */
export interface Running {
  readonly config: ConsumerRunConfig;
  /** Whether it has not been told to stop. */
  readonly isRunning: boolean;
  pause(all: readonly Pausing[]): void;
  resume(all: readonly Pausing[]): void;
  isPaused(topic: string, partition: number): boolean;
}
