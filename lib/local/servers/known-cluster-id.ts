import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Server } from './server';

/** The cluster id that brokers have written beside their data, or undefined before the first start. */
export function knownClusterId(servers: readonly Server[]): string | undefined {
  for (const { role, data } of servers)
    if (role === 'broker') {
      try {
        return /^cluster\.id=(.+)$/m.exec(readFileSync(join(data, 'meta.properties'), 'utf8'))?.[1];
      } catch {
        continue;
      }
    }
  return undefined;
}
