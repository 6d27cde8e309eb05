export type LocalRunCode =
  | 'ALREADY_REGISTERED'
  | 'BUSY'
  | 'DISK_FULL'
  | 'DOWNLOAD_FAILED'
  | 'FOLDER_NOT_WRITABLE'
  | 'HOLDS_REPLICAS'
  | 'INVALID_OPTION'
  | 'JAR_ALTERED'
  | 'JAVA_TOO_OLD'
  | 'LOST_DATA'
  | 'NO_CACHE'
  | 'NO_JARS'
  | 'NO_JAVA'
  | 'NO_QUORUM'
  | 'NO_ZOOKEEPER'
  | 'NOT_PERMITTED'
  | 'NOT_RUNNING'
  | 'OTHER_DATA'
  | 'OTHER_ENSEMBLE'
  | 'OTHER_PORTS'
  | 'OUT_OF_MEMORY'
  | 'PORT_TAKEN'
  | 'REFUSED_CHANGE'
  | 'REJECTED_CONFIG'
  | 'SESSION_EXPIRED'
  | 'START_FAILED'
  | 'TOO_FEW_FILES';

/** 2: a precondition that the user can mend; 3: what is needed does not answer, or not in time; 1: a server died for a reason that is not known here. */
const EXIT_CODES: Readonly<Record<LocalRunCode, 1 | 2 | 3>> = {
  ALREADY_REGISTERED: 2,
  BUSY: 2,
  DISK_FULL: 2,
  DOWNLOAD_FAILED: 3,
  FOLDER_NOT_WRITABLE: 2,
  HOLDS_REPLICAS: 2,
  INVALID_OPTION: 2,
  JAR_ALTERED: 2,
  JAVA_TOO_OLD: 2,
  LOST_DATA: 2,
  NO_CACHE: 2,
  NO_JARS: 2,
  NO_JAVA: 2,
  NO_QUORUM: 3,
  NO_ZOOKEEPER: 3,
  NOT_PERMITTED: 2,
  NOT_RUNNING: 2,
  OTHER_DATA: 2,
  OTHER_ENSEMBLE: 2,
  OTHER_PORTS: 2,
  OUT_OF_MEMORY: 2,
  PORT_TAKEN: 2,
  REFUSED_CHANGE: 2,
  REJECTED_CONFIG: 2,
  SESSION_EXPIRED: 3,
  START_FAILED: 1,
  TOO_FEW_FILES: 2,
};

/** What stops a local run; the message is one sentence with what to do, or a line for each of several. */
export class LocalRunError extends Error {
  override readonly name = 'LocalRunError';
  readonly exitCode: 1 | 2 | 3;
  /** A sentence each. */
  readonly faults: readonly string[];

  constructor(
    /** Stable, for programs to compare. */
    readonly code: LocalRunCode,
    faults: string | readonly string[],
    options?: ErrorOptions,
  ) {
    const lines = [faults].flat();
    super(
      lines.length === 1 ? lines[0] : `${lines.length} faults:\n${lines.map((line) => `  ${line}`).join('\n')}`,
      options,
    );
    this.faults = lines;
    this.exitCode = EXIT_CODES[code];
  }
}
