export type ConsoleErrorCode = 'PORT_TAKEN';

/** Why the console does not start. Its message tells the user all. */
export class ConsoleError extends Error {
  override readonly name = 'ConsoleError';
  readonly exitCode = 2;

  constructor(
    readonly code: ConsoleErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
