export { reasonIn } from './failures/explain-exit';
export { down, type DownOptions, type StoppedServer } from './down';
export { localRun } from './local-run';
export { LocalRunError, type LocalRunCode } from './local-run-error';
export type { Report, StepReport } from '../steps';
export type { Role } from './servers/server-folder';
export { readRecord, recordsIn, writeRecord, type ClusterRecord } from './record';
export { status, type ServerStatus } from './status';
export { up, type UpOptions, type UpResult, type UpServer } from './up';
