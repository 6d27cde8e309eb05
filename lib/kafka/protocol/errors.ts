import type { KafkaErrorCode } from './error-code';

/** An error that a program may expect: its message tells the user all, `exitCode` is what the program ends with. */
export class KafkaError extends Error {
  /**
   * @param code stable, for programs to compare: each has its sentence in error-code.ts
   * @param exitCode 1 unexpected, 2 bad input, 3 cannot connect, 4 not done by the deadline
   */
  constructor(
    readonly code: KafkaErrorCode,
    readonly exitCode: 1 | 2 | 3 | 4,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'KafkaError';
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
