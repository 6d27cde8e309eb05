import { messageOf } from '../protocol/errors';
import type { Log } from '../log';
import type { Delivery } from './delivery';

/** What Node.js takes for a message beside its bytes: the report, and mostly the promise that it settles. */
export const REPORT_BYTES = 200;

/** Is told once what became of a message. */
export type Report = (delivery: Delivery) => void;

/** One that throws keeps no other from being made. */
export function make(report: Report, delivery: Delivery, log: Log): void {
  try {
    report(delivery);
  } catch (error) {
    log({ level: 'error', message: 'a delivery report threw', reason: messageOf(error) });
  }
}
