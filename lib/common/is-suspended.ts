import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Whether somebody has stopped the process for a while, by SIGSTOP or Ctrl-Z: it is there, and does nothing. */
export function isSuspended(pid: number): boolean {
  try {
    return (existsSync('/proc/self/stat') ? stateInProc(pid) : stateOfPs(pid)).startsWith('T');
  } catch {
    return false;
  }
}

function stateInProc(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The command in brackets may hold blanks and brackets itself.
  return stat.slice(stat.lastIndexOf(')') + 2);
}

const stateOfPs = (pid: number): string =>
  execFileSync('ps', ['-o', 'stat=', '-p', `${pid}`], { encoding: 'utf8' }).trim();
