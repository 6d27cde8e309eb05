/** Settings that cannot be used: every fault in one error, before anything is connected or started. */
export class UsageError extends Error {
  readonly code = 'USAGE';
  readonly exitCode = 2;

  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'UsageError';
  }
}
