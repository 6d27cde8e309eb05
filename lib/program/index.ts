export { liveLine } from './live-line';
export { defaultFormat, logger, type Log, type LogEntry, type LogLevel } from './log';
export type { Sources, Values } from './parse-settings';
export { runProgram, unexpectedWord, type Program, type Run } from './program';
export { print } from './print';
export type { StepReport } from '../steps';
export * from './setting';
export { bytes, grouped, table, timeSpan } from './table';
export { UsageError } from './usage-error';
