import { readFileSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Cluster } from '../cluster';
import { objectName } from '../kubernetes/names';
import { runningProcess, writePidFile } from '../common/pid-file';
import { spawnDetached } from '../common/spawn-detached';
import { terminate } from '../common/terminate';
import { KindError } from './kind-error';
import { targetOf } from './kubectl';

const DEADLINE_MS = 30_000;
const POLL_MS = 100;
const ANSWER_MS = 5000;
const GRACE_MS = 2000;

const pidFileIn = (folder: string): string => join(folder, 'port-forward.pid');

export const uiAddress = ({ uiPort }: Cluster): string => `http://localhost:${uiPort}`;

/**
 * Opens a `kubectl port-forward` to Kafka UI that outlives this process, unless there is one that answers: it does not
 * survive the pod that it was opened to.
 * @throws {KindError} `UI_UNREACHABLE`
 */
export async function openUiForward(
  cluster: Cluster,
  folder: string,
  signal?: AbortSignal,
): Promise<'opened' | 'open'> {
  const pidFile = pidFileIn(folder);
  if (runningProcess(pidFile) && (await answers(cluster))) return 'open';
  await closeUiForward(folder);
  const log = join(folder, 'port-forward.log');
  rmSync(log, { force: true });
  const args = [
    ...targetOf(cluster),
    'port-forward',
    `service/${objectName(cluster, 'kafka-ui')}`,
    `${cluster.uiPort}:http`,
  ];
  const { pid } = await spawnDetached('kubectl', args, { log });
  writePidFile(pidFile, pid);
  const deadline = performance.now() + DEADLINE_MS;
  const said = () => readFileSync(log, 'utf8').trim();
  // Somebody else may answer on that port: kubectl says when it has got it.
  while (!said().includes('Forwarding from 127.0.0.1:') || !(await answers(cluster))) {
    signal?.throwIfAborted();
    if (!runningProcess(pidFile) || performance.now() > deadline) {
      await closeUiForward(folder);
      throw unreachable(cluster, said().replaceAll('\n', ' '));
    }
    await delay(POLL_MS);
  }
  return 'opened';
}

/** Where Kafka UI answers, while a port is forwarded to it. */
export const openForward = (cluster: Cluster, folder: string): string | undefined =>
  runningProcess(pidFileIn(folder)) ? uiAddress(cluster) : undefined;

const unreachable = ({ uiPort }: Cluster, reason: string): KindError =>
  new KindError(
    'UI_UNREACHABLE',
    `the cluster runs, but port ${uiPort} could not be forwarded to Kafka UI: free it, or choose another with --ui-port (${reason})`,
  );

/** Nothing open is no error. */
export async function closeUiForward(folder: string): Promise<void> {
  const process = runningProcess(pidFileIn(folder));
  if (process) await terminate(process, GRACE_MS, 'what forwards the port of Kafka UI');
  rmSync(pidFileIn(folder), { force: true });
}

const answers = (cluster: Cluster): Promise<boolean> =>
  new Promise((resolve) => {
    const request = get(uiAddress(cluster), { timeout: ANSWER_MS, agent: false }, (response) => {
      response.resume();
      resolve(true);
    });
    request.once('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
    request.once('close', () => resolve(false));
  });
