import type { Target } from '../../target';
import type { Finding } from './check';
import { checks } from './checks';
import { look } from './look';
import type { Seen } from './seen';

/** What one check has found. */
export interface Examined {
  readonly id: string;
  readonly findings: readonly Finding[];
}

/** Looks at a cluster with all checks, and changes nothing. */
export const examine = async (target: Target, signal: AbortSignal): Promise<readonly Examined[]> =>
  examined(await look(target, signal));

export function examined(seen: Seen): readonly Examined[] {
  const found = checks.map(({ id, follows = [], findings }) => ({ id, follows, findings: findings(seen) }));
  const isFound = (id: string) => found.some((other) => other.id === id && other.findings.length > 0);
  return found.map(({ id, follows, findings }) => ({
    id,
    findings: follows.some(isFound) ? findings.map(({ level, what }) => ({ level, what })) : findings,
  }));
}
