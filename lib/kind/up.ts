import { join } from 'node:path';
import { hostAddresses, requireManifests, type Cluster } from '../cluster';
import { waitUntilReady } from '../kafka';
import { filesOf, type Applied } from './apply';
import { requireSafeChange, UNTOUCHED } from './checks';
import { buildJobsImage, loadJobsImage } from './images';
import { kubectlFor } from './kubectl';
import { writeManifests } from './manifests';
import { createNodes, haveMatchingNodes } from './nodes';
import { rollOut } from './roll-out';
import type { Explain } from './stopped-roll';
import { Steps, type Report, type StepTiming } from '../common/steps';
import { findOwnSoleCopies, leaderlessDamage, tellDamage } from '../target';
import { requireTools } from './tools';
import { closeUiForward, openUiForward, uiAddress } from './ui-forward';

export interface UpOptions {
  /** Holds a folder for each cluster, with its manifests. */
  readonly folder: string;
  /** The folder with the jobs, `jobs/Dockerfile`, and the script `bundle` in its package.json. */
  readonly project: string;
  readonly report?: Report;
  /** Stops, and rejects with the signal's reason. A kind cluster that was being created is removed again, a finished one stays. */
  readonly signal?: AbortSignal;
  /** Milliseconds from the manifests applied until all is ready; the images of Kafka may have to be pulled. @default 900000 */
  readonly deadlineMs?: number;
  /** What the log of a server that ended says of the reason. @default - the log is shown */
  readonly explain?: Explain;
}

export interface UpResult {
  /** false when everything was as described already. */
  readonly changed: boolean;
  readonly applied: readonly Applied[];
  /** What was acknowledged and is out of reach, in a sentence each. */
  readonly damage: readonly string[];
  /** Where the Kafka UI answers; undefined where none is described. */
  readonly ui: string | undefined;
  readonly timings: readonly StepTiming[];
}

/**
 * Makes the cluster run on kind: creates the kind cluster of its name, builds and loads the image of the jobs, applies the
 * manifests, waits until every pod is ready and every broker knows the topics, and forwards a port to the Kafka UI. What is there
 * already is left as it is.
 * @throws {InvalidClusterError} for what is not rendered yet
 * @throws {KindError} `REFUSED_CHANGE` when what is there cannot become what is described; nothing has been touched then
 * @throws {KindError} when something is not as it must be, or not ready by the deadline: then with pods, events and logs
 */
export async function up(cluster: Cluster, options: UpOptions): Promise<UpResult> {
  requireManifests(cluster);
  const { project, report = () => undefined, signal, deadlineMs = 900_000, explain } = options;
  const folder = folderOf(cluster, options.folder);
  const kubectl = kubectlFor(cluster, signal);
  const steps = new Steps(report);
  await steps.run('look for docker, kind and kubectl', () => requireTools(signal));
  const existed = await steps.run(`look for kind cluster ${cluster.name}`, () => haveMatchingNodes(cluster, signal), {
    outcome: (found) => (found ? 'is there' : 'to be created'),
  });
  const { dist, kindConfig } = await steps.run('write the manifests', () => writeManifests(cluster, folder));
  const files = filesOf(dist);
  const change = existed
    ? await steps.run('compare with what is there', () => requireSafeChange(cluster, kubectl, files))
    : UNTOUCHED;
  for (const step of change.warnings) report({ step, state: 'noted' });
  if (!existed) await steps.run('kind create cluster', () => createNodes(cluster, kindConfig, signal));
  await steps.run(`build ${cluster.images.jobs}`, () => buildJobsImage(cluster, { project, signal }));
  const image = await steps.run(`load ${cluster.images.jobs}`, () => loadJobsImage(cluster, signal), {
    outcome: String,
  });
  const applied = await rollOut(cluster, change, { steps, files, kubectl, report, deadlineMs, explain, signal });
  let damage: readonly string[] = [];
  if (cluster.reachable.from === 'kind') {
    const topics = new Map(cluster.topics.map(({ name, partitions }) => [name, partitions]));
    const ready = { brokers: hostAddresses(cluster), topics: () => Promise.resolve(topics), ...(signal && { signal }) };
    const { leaderless } = await steps.run('every broker knows every topic', () => waitUntilReady(ready));
    damage = tellDamage(leaderlessDamage(leaderless), report);
    const copies = await findOwnSoleCopies({ brokers: hostAddresses(cluster) }, cluster, signal);
    if (copies) report({ step: copies.what, state: 'noted', detail: `${copies.command} makes more` });
  }
  if (cluster.ui === 'none') await closeUiForward(folder);
  else {
    await steps.run('kubectl port-forward service/kafka-ui', () => openUiForward(cluster, folder, signal), {
      outcome: String,
    });
  }
  const changed = !existed || image === 'loaded' || applied.some(({ action }) => action !== 'unchanged');
  return {
    changed,
    applied,
    damage,
    ui: cluster.ui === 'none' ? undefined : uiAddress(cluster),
    timings: steps.timings,
  };
}

export const folderOf = ({ name }: Cluster, folder: string): string => join(folder, name);
