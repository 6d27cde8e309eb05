import { createInterface } from 'node:readline';
import { UsageError } from '../../cli-kit';
import type { Loss } from './verb';

/** Asks on the terminal, or says the `command` that does not ask. @throws {UsageError} where the answer is not yes, or nobody can be asked */
export async function confirm(
  { deed, what, undone }: Loss,
  verb: string,
  command: string,
  signal: AbortSignal,
): Promise<void> {
  if (!process.stdin.isTTY) {
    throw new UsageError([`${verb} removes ${what}: say ${command} where nobody can be asked`]);
  }
  const answer = await ask(`${deed}? [y/N] `, signal);
  if (!/^y(es)?$/i.test(answer.trim())) throw new UsageError([undone]);
}

/** Empty at Ctrl-D. */
async function ask(question: string, signal: AbortSignal): Promise<string> {
  process.stderr.write(question);
  // In raw mode, Ctrl-C would be a character and no signal.
  for await (const line of createInterface({ input: process.stdin, terminal: false, signal })) return line;
  signal.throwIfAborted();
  return '';
}
