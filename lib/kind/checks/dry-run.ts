import { KindError } from '../kind-error';
import type { Kubectl } from '../kubectl';
import { parseObjects, type LiveObject } from './live-object';

export interface DryRun {
  /** What applying would make; empty when something is refused. */
  readonly objects: readonly LiveObject[];
  /** A line for each object that Kubernetes would refuse. */
  readonly refusals: readonly string[];
}

/** Lets Kubernetes itself judge what is to be applied, admission and quotas included, without changing anything. */
export async function dryRun(kubectl: Kubectl, files: readonly string[]): Promise<DryRun> {
  const flags = ['--dry-run=server', '--validate=strict', '--output', 'json'];
  try {
    return { objects: parseObjects((await kubectl('apply', ...flags, ...files)).stdout), refusals: [] };
  } catch (error) {
    if (!(error instanceof KindError) || error.code !== 'COMMAND_FAILED') throw error;
    const refusals = refusalsIn(error.message);
    if (refusals.length === 0) throw error;
    return { objects: [], refusals };
  }
}

/** kubectl's words for one object, alone or at the end of a patch that it prints in full. */
const REFUSAL =
  /^(?:.* ended with [^:]+: )?(?:Error from server \(\w+\): (?!error when applying patch)|for: "[^"]*": |error: |(?=The \w+ "))(?:error when \w+ "[^"]*": )?(.+)$/;

/** What kubectl said of each object that was refused, in one line each. */
export const refusalsIn = (message: string): readonly string[] => [
  ...new Set(
    message.split('\n').flatMap((line) => {
      const refusal = REFUSAL.exec(line)?.[1];
      return refusal === undefined ? [] : [plain(refusal)];
    }),
  ),
];

/** Values as long as a pod's whole template tell nothing. */
const plain = (refusal: string): string => refusal.replace(/Invalid value: [[{].*[\]}]: /, '');
