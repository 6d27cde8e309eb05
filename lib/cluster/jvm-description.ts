/**
 * Flags of the JVMs, besides the heap, which is one of `resources`: `['-XX:+UseG1GC', '-Xss512k']`. They come after ours.
 * @see https://docs.oracle.com/en/java/javase/17/docs/specs/man/java.html
 */
export interface JvmDescription {
  /** @default - none */
  readonly broker?: readonly string[];
  /** @default - none */
  readonly zookeeper?: readonly string[];
  /** Of `controllers`. @default - none */
  readonly controller?: readonly string[];
  /** Of `ui: 'kafka-ui'`. No meaning for the local run. @default - none */
  readonly ui?: readonly string[];
}

export const LOG_LEVELS = ['OFF', 'FATAL', 'ERROR', 'WARN', 'INFO', 'DEBUG', 'TRACE', 'ALL'] as const;

/** Levels by the names of loggers, which are those of classes and packages; `root` is all that is not named. */
export type LogLevels = Readonly<Record<string, (typeof LOG_LEVELS)[number]>>;

export interface LogLevelsDescription {
  /** @default - INFO, and WARN for what logs a line for each request */
  readonly broker?: LogLevels;
  /** @default - INFO, and WARN for what logs a line for each session */
  readonly zookeeper?: LogLevels;
  /** Of `controllers`. @default - INFO, and WARN for what logs a line for each request */
  readonly controller?: LogLevels;
}
