import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { factsOf, hostAddresses, requireManifests, type Cluster } from '../cluster';
import { differencesBetween, NOT_ASKED, topicDifferences, type Comparison, type Difference } from '../target';
import { changesOf, filesOf } from './apply';
import { factsInForce, requireSafeChange, type SafeChange } from './checks';
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
    const change = await requireSafeChange(cluster, kubectl, files).catch(refusalsOf);
    const refusals = 'refusals' in change ? change.refusals : [];
    if (!facts) return refusals.length === 0 ? undefined : { differences: [], refusals, notes: [] };
    const described = differencesBetween(facts, factsOf(cluster), 'kubernetes', refusals);
    // A description that differs explains what else does.
    const differences = described.length > 0 || 'refusals' in change ? described : objectDifferences(change);
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

function refusalsOf(error: unknown): { readonly refusals: readonly string[] } {
  if (error instanceof KindError && error.code === 'REFUSED_CHANGE')
    return { refusals: error.message.split('\n').slice(1) };
  throw error;
}

/** Objects that somebody has changed or deleted. */
const objectDifferences = ({ live, next }: SafeChange): readonly Difference[] =>
  changesOf(live, next)
    .filter(({ action }) => action !== 'unchanged')
    .map(({ kind, name, action }) => ({
      field: `${kind} ${name}`,
      there: action === 'created' ? null : 'changed by hand',
      described: 'as rendered',
      does: action === 'created' ? 'makes it' : 'brings it back',
    }));
