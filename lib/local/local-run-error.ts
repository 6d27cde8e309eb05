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

/** What stops a local run; the message is one sentence with what to do. */
export class LocalRunError extends Error {
  override readonly name = 'LocalRunError';
  /** 2: a precondition that the user can mend; 1: a server died for a reason that is not known here. */
  readonly exitCode: 1 | 2;

  constructor(
    /** Stable, for programs to compare. */
    readonly code: LocalRunCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.exitCode = code === 'START_FAILED' ? 1 : 2;
  }
}
