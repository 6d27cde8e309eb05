/** All faults of a description at once, so that one correction round is enough. */
export class InvalidClusterError extends Error {
  readonly code = 'INVALID_CLUSTER';
  readonly exitCode = 2;
  /** A line each. */
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    const lines = faults.map(oneLine);
    super(lines.length === 1 ? lines[0] : `${lines.length} faults:\n${lines.map((line) => `  ${line}`).join('\n')}`);
    this.name = 'InvalidClusterError';
    this.faults = lines;
  }
}

/** What a user gave is quoted, whatever it is. */
const oneLine = (fault: string): string =>
  fault.replaceAll(/\p{Cc}/gu, (control) => JSON.stringify(control).slice(1, -1));
