export type KindCode =
  | 'COMMAND_FAILED'
  | 'ENGINE_DOWN'
  | 'JOB_FAILED'
  | 'NO_CONTEXT'
  | 'NODE_STOPPED'
  | 'NOT_READY'
  | 'OTHER_NODES'
  | 'OTHER_PORTS'
  | 'PODS_REFUSED'
  | 'PORT_TAKEN'
  | 'REFUSED_CHANGE'
  | 'ROLL_STOPPED'
  | 'TOOL_MISSING'
  | 'UI_UNREACHABLE';

/** 2: a precondition that the user can mend; 3: not ready by the deadline; 1: a command or Job failed for a reason of its own. */
const EXIT_CODES: Readonly<Record<KindCode, 1 | 2 | 3>> = {
  COMMAND_FAILED: 1,
  ENGINE_DOWN: 2,
  JOB_FAILED: 1,
  NO_CONTEXT: 2,
  NODE_STOPPED: 2,
  NOT_READY: 3,
  OTHER_NODES: 2,
  OTHER_PORTS: 2,
  PODS_REFUSED: 3,
  PORT_TAKEN: 2,
  REFUSED_CHANGE: 2,
  ROLL_STOPPED: 3,
  TOOL_MISSING: 2,
  UI_UNREACHABLE: 2,
};

/** What stops a run on kind. The message says what to do; what pods, events and logs say follows in further lines. */
export class KindError extends Error {
  override readonly name = 'KindError';
  readonly exitCode: 1 | 2 | 3;

  constructor(
    /** Stable, for programs to compare. */
    readonly code: KindCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.exitCode = EXIT_CODES[code];
  }
}
