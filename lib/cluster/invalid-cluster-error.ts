/** All faults of a description at once, so that one correction round is enough. */
export class InvalidClusterError extends Error {
  readonly code = 'INVALID_CLUSTER';
  readonly exitCode = 2;

  constructor(readonly faults: readonly string[]) {
    super(
      faults.length === 1 ? faults[0] : `${faults.length} faults:\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    );
    this.name = 'InvalidClusterError';
  }
}
