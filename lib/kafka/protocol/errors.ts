import { isRetriable, type KafkaErrorCode } from './error-code';

export interface KafkaErrorOptions extends ErrorOptions {
  readonly topic?: string | undefined;
  readonly partition?: number | undefined;
  /** Its id. */
  readonly broker?: number | undefined;
}

/** An error that a program may expect: its message tells the user all. */
export class KafkaError extends Error {
  /** Whether to do the same once more can succeed. */
  readonly retriable: boolean;
  /** What it is about, where it is about one. */
  readonly topic: string | undefined;
  readonly partition: number | undefined;
  readonly broker: number | undefined;

  /** @param code stable, for programs to compare: each has its sentence in error-code.ts */
  constructor(
    readonly code: KafkaErrorCode,
    message: string,
    options: KafkaErrorOptions = {},
  ) {
    super(message, options);
    this.name = 'KafkaError';
    this.retriable = isRetriable(code);
    this.topic = options.topic;
    this.partition = options.partition;
    this.broker = options.broker;
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
