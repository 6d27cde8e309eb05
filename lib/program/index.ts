export { liveLine } from './live-line';
export { defaultFormat, logger, type Log, type LogEntry, type LogLevel } from './log';
export { type Values } from './parse-settings';
export { runProgram, type Program, type Run } from './program';
export { progress, type StepEvent } from './progress';
export * from './setting';
export { bytes, grouped, table, timeSpan } from './table';
export { UsageError } from './usage-error';
