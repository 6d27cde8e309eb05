import { readFileSync } from 'node:fs';
import { command } from '../../package';
import { LocalRunError, type LocalRunCode } from '../local-run-error';
import type { Exit } from '../../common/spawn-detached';
import type { ServerFolder } from '../servers/server-folder';
import { jvmRefusal } from '../java/jvm-refusal';
import { causes } from './causes';
import { exhausted } from './exhausted';

/** Why a server ended while it should have started, from its log. */
export function explainExit(server: ServerFolder, exit: Exit): LocalRunError {
  const log = textOf(server.log);
  if (log === undefined) {
    return new LocalRunError(
      'FOLDER_NOT_WRITABLE',
      `${server.name} did not start: ${server.path} was moved or deleted meanwhile: put it back, then ${command('up')}`,
    );
  }
  const cause = knownCause(log);
  if (cause)
    return new LocalRunError(cause.code, `${server.name} did not start: ${cause.sentence} (log: ${server.log})`);
  const full = exhausted(server.path);
  if (full !== undefined) return new LocalRunError('DISK_FULL', `${server.name} ended while starting: ${full}`);
  const how = exit.signal ? `was ended by ${exit.signal}` : `ended with exit code ${exit.exitCode ?? 'unknown'}`;
  const said = lastError(log);
  return new LocalRunError(
    'START_FAILED',
    `${server.name} ${how} while starting${said === undefined ? '' : `: ${said}`} (log: ${server.log})`,
  );
}

/** Whoever tells it is called by no one who could take an error. */
function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** The same of a program that has ended, by all that it has printed. */
export const reasonOf = (printed: string): { readonly code: LocalRunCode; readonly sentence: string } =>
  knownCause(printed) ?? { code: 'START_FAILED', sentence: lastError(printed) ?? 'it does not say why' };

/** What a log says of why its server ended; undefined when it says nothing of it. */
export const reasonIn = (log: string): string | undefined => knownCause(log)?.sentence ?? lastError(log);

function knownCause(log: string): { code: LocalRunCode; sentence: string } | undefined {
  for (const { code, text, sentence } of causes) {
    const match = text.exec(log);
    if (match) return { code, sentence: sentence(...match.slice(1)) };
  }
  const refusal = /^Error: Could not create the Java Virtual Machine/m.test(log) ? jvmRefusal(log) : undefined;
  return refusal === undefined
    ? undefined
    : { code: 'REJECTED_CONFIG', sentence: `Java does not take its flags: ${refusal}: change jvm in cluster.ts` };
}

/** The last line that says what went wrong; "Exiting Kafka" only says that something did, its cause is on the next line. */
function lastError(log: string): string | undefined {
  const lines = log.split('\n');
  const telling = lines.filter((line) => /\b(ERROR|FATAL)\b|^(Caused by: |Error|[\w.]+(Exception|Error): )/.test(line));
  return telling.findLast((line) => !/Exiting Kafka due to fatal exception|Halting Kafka/.test(line))?.trim();
}
