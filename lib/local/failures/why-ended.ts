import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { runningProcess } from '../../common/pid-file';
import type { ServerFolder } from '../servers/server-folder';
import { causes } from './causes';

/** The end of a log tells why; before it is what the server lived through. */
const TAIL_BYTES = 16_384;

/** Why a server that was not stopped by `down` has ended, by the end of its log; undefined if it runs, or its log does not tell. */
export function whyEnded({ pidFile, log }: ServerFolder): string | undefined {
  // `down` removes the pid file.
  if (!existsSync(pidFile) || runningProcess(pidFile)) return undefined;
  const text = tailOf(log);
  for (const { text: pattern, sentence } of causes) {
    const match = pattern.exec(text);
    if (match) return `ended: ${sentence(...match.slice(1))}`;
  }
  return undefined;
}

function tailOf(path: string): string {
  try {
    const file = openSync(path, 'r');
    try {
      const { size } = fstatSync(file);
      const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
      readSync(file, tail, 0, tail.length, size - tail.length);
      return tail.toString();
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
}
