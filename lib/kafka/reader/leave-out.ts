import type { Log } from '../log';
import type { Unreadable } from '../message';

export const logLeftOut = (log: Log, { topic, partition, offset, reason }: Unreadable): void =>
  log({ level: 'warn', message: 'what cannot be read is left out', topic, partition, offset, reason });
