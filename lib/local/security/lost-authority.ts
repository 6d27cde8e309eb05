import { dirname } from 'node:path';
import { command } from '../../package';
import { LocalRunError } from '../local-run-error';

/** Of a file in the folder of what servers that run know each other by. */
export const lostAuthority = (file: string, cause?: unknown): LocalRunError =>
  new LocalRunError(
    'LOST_DATA',
    `${file} is gone, and with it what the servers that run know others by: put ${dirname(file)} back, or ${command('down')}, then ${command('up')}, which makes another one`,
    { cause },
  );
