import { UsageError } from '../../cli-kit';
import { command } from '../../package';
import type { Target } from '../../target';

/** @throws {UsageError} where nothing is there of the cluster */
export async function requirePresence({ cluster, where, presence }: Target, signal: AbortSignal): Promise<void> {
  if ((await presence(signal)) !== undefined) return;
  throw new UsageError([`there is no cluster ${cluster.name} ${where}: ${command('clusters')} lists those there are`]);
}
