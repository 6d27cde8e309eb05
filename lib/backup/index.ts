export { backup, type BackupOptions } from './backup';
export { BackupError } from './backup-error';
export type { TopicTaken } from './backup-topic';
export { bytesIn, recordsIn, segmentsOf } from './manifest';
export type { Phase, Restored, RestoreOptions, TopicRestored } from './restore/options';
export { restore } from './restore/restore';
export { isRestoring } from './restore/restoring-config';
