import { LocalRunError } from '../local-run-error';
import type { ServerFolder } from '../servers/server-folder';
import { reasonOf } from './explain-exit';

/** Why the data folder of a server could not be formatted, by what the tool has printed. */
export function explainFormat({ name }: ServerFolder, printed: { stdout?: string; stderr?: string }): LocalRunError {
  const { code, sentence } = reasonOf(`${printed.stdout ?? ''}\n${printed.stderr ?? ''}`);
  return new LocalRunError(code, `the data folder of ${name} could not be formatted: ${sentence}`);
}
