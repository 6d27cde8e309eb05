// 'kafka-streaming/local': real clusters as processes on this machine.
export { down, LocalRunError, status, up } from '../local';
export type {
  DownOptions,
  LocalRunCode,
  Report,
  Role,
  ServerStatus,
  StepReport,
  StoppedServer,
  UpOptions,
  UpResult,
  UpServer,
} from '../local';
