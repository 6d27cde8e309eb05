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

export const examined = (seen: Seen): readonly Examined[] =>
  checks.map(({ id, findings }) => ({ id, findings: findings(seen) }));
