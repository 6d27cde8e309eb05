// 'kafka-streaming/local': real clusters as processes on this machine.
export { down, LocalRunError, startKafka, status, up } from '../local';
export type {
  DownOptions,
  LocalRunCode,
  Report,
  Role,
  ServerStatus,
  StartedKafka,
  StartOptions,
  StepReport,
  StoppedServer,
  UpOptions,
  UpResult,
  UpServer,
} from '../local';
