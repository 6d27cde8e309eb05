import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { factsOf, hostAddresses, requireManifests, type Cluster } from '../cluster';
import { differencesBetween, NOT_ASKED, topicDifferences, type Comparison } from '../target';
import { filesOf } from './apply';
import { factsInForce, requireSafeChange } from './checks';
import { KindError } from './kind-error';
import { kubectlFor } from './kubectl';
import { writeManifests } from './manifests';
import { haveMatchingNodes } from './nodes';
import { requireTools } from './tools';

/** What is there of the cluster from what is described; undefined where there is nothing of it. */
export async function compare(cluster: Cluster, signal: AbortSignal): Promise<Comparison | undefined> {
  requireManifests(cluster);
  await requireTools(signal);
  if (!(await haveMatchingNodes(cluster, signal))) return undefined;
  const kubectl = kubectlFor(cluster, signal);
  const folder = await mkdtemp(join(tmpdir(), 'kafka-streaming-'));
  try {
    const { dist } = await writeManifests(cluster, folder);
    const files = filesOf(dist);
    const facts = await factsInForce(cluster, kubectl, files);
    if (!facts) return undefined;
    const refusals = await requireSafeChange(cluster, kubectl, files).then(() => [], linesOf);
    const differences = differencesBetween(facts, factsOf(cluster), 'kubernetes', refusals);
    const topics: Comparison =
      cluster.reachable.from === 'kind'
        ? await topicDifferences({ brokers: hostAddresses(cluster) }, cluster, signal)
        : { differences: [], refusals: [], notes: [NOT_ASKED] };
    return {
      differences: [...differences, ...topics.differences],
      refusals: [...new Set([...refusals, ...topics.refusals])],
      notes: topics.notes,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function linesOf(error: unknown): readonly string[] {
  if (error instanceof KindError && error.code === 'REFUSED_CHANGE') return error.message.split('\n').slice(1);
  throw error;
}
