import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { KindError, type KindCode } from './kind-error';
import { run } from './run';

/** What is called, and where it comes from. */
const TOOLS = {
  docker: 'https://docs.docker.com/get-docker/',
  kind: 'https://kind.sigs.k8s.io/docs/user/quick-start/#installation',
  kubectl: 'https://kubernetes.io/docs/tasks/tools/',
} as const;

/** An engine answers within some milliseconds, on a busy machine within seconds; one that is being started may take a while. */
const QUICK_MS = 5000;
const PATIENT_MS = 30_000;

/**
 * What stands in the way of using kind here, in a few words; undefined when nothing does. A missing tool is seen at once; an
 * engine that does not answer takes five seconds, since a guess would start the cluster now here, now there.
 */
export const whyNoKind = async (signal?: AbortSignal): Promise<string | undefined> =>
  (await obstacle(QUICK_MS, signal))?.reason;

/** @throws {KindError} `TOOL_MISSING`, `ENGINE_DOWN` */
export async function requireTools(signal?: AbortSignal): Promise<void> {
  const found = await obstacle(PATIENT_MS, signal);
  if (found) throw new KindError(found.code, `${found.reason}: ${found.cure}, or use --on local`);
}

interface Obstacle {
  readonly code: KindCode;
  readonly reason: string;
  readonly cure: string;
}

async function obstacle(deadlineMs: number, signal?: AbortSignal): Promise<Obstacle | undefined> {
  const missing = Object.entries(TOOLS).filter(([tool]) => !isOnPath(tool));
  if (missing.length > 0) {
    return {
      code: 'TOOL_MISSING',
      reason: `no ${missing.map(([tool]) => tool).join(' and no ')} on the PATH`,
      cure: `install ${missing.map(([tool, source]) => `${tool} (${source})`).join(' and ')}`,
    };
  }
  try {
    await run('docker', ['version'], { deadlineMs, signal });
    return undefined;
  } catch {
    signal?.throwIfAborted();
    return { code: 'ENGINE_DOWN', reason: 'the Docker engine does not answer', cure: 'start it' };
  }
}

function isOnPath(tool: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, tool), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
