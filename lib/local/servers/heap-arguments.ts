import { toBytes, type Cluster, type Size } from '../../cluster';
import type { Role } from './server-folder';

/**
 * Enough for a million messages of 100 bytes at full speed, which a broker passes from 48 MiB on: all servers share one machine
 * with whoever develops there, unlike the pods that the defaults of `resources` are for.
 */
const DEFAULTS: Readonly<Record<Role, { readonly least: Size; readonly limit: Size }>> = {
  zookeeper: { least: '16Mi', limit: '32Mi' },
  broker: { least: '64Mi', limit: '128Mi' },
};

/** The heap as it is described, directly or by the memory; it is taken from the machine as far as it is needed. */
export function heapArguments({ description, resources }: Cluster, role: Role): string[] {
  const { least, limit } = DEFAULTS[role];
  const described = description.resources?.[role];
  const isDescribed = described?.heap !== undefined || described?.memory !== undefined;
  const heap = kibibytes(isDescribed ? resources[role].heap : limit);
  return [`-Xms${Math.min(kibibytes(least), heap)}k`, `-Xmx${heap}k`];
}

const kibibytes = (size: Size): number => Math.floor(toBytes(size) / 1024);
