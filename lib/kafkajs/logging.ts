import type { Logger } from 'kafkajs';
import type { Log } from '../kafka';

/** Logs what the engine says where a program that is written for kafkajs looks for it. */
export const logTo =
  (logger: Logger): Log =>
  ({ level, message, ...fields }) =>
    logger[level](message, fields);
