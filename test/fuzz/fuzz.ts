import { parseAllDocuments } from 'yaml';
import { isDeepStrictEqual } from 'node:util';
import {
  defineCluster,
  InvalidClusterError,
  serverProperties,
  zookeeperProperties,
  type Cluster,
  type ClusterDescription,
} from '../../lib/cluster';
import { propertiesText } from '../../lib/cluster/properties';
import * as kubernetes from '../../lib/kubernetes';
import { heapFlags } from '../../lib/kubernetes/resources';
import { yamlOf, type Manifest } from '../../lib/kubernetes/testing/manifests';
import { schemaFaults } from '../../lib/kubernetes/testing/schema';
import { localBrokerPlace } from '../../lib/local/servers/places';
import { localZooKeeperPlace } from '../../lib/local/zookeeper/zookeeper-place';
import { plausible } from './describe';
import type { Judges, Question } from './judges';
import { mutate } from './mutate';
import { Random } from './random';

export interface Fuzzed {
  accepted: number;
  refused: number;
  /** Each with the seed that gives it again. */
  readonly findings: string[];
  /** How often each sentence refused a plausible description, without its numbers and names. */
  readonly refusals: Map<string, number>;
}

/** One description in three has places where it is odd. */
const MUTATED = 1 / 3;

/** Descriptions of the seeds `first` to `first + count - 1`: what is accepted must pass all judges, and nothing may crash. */
export async function fuzz(first: number, count: number, judges: Judges): Promise<Fuzzed> {
  const result: Fuzzed = { accepted: 0, refused: 0, findings: [], refusals: new Map() };
  for (let seed = first; seed < first + count; seed++) {
    const random = new Random(seed);
    const wish = plausible(random);
    const isMutated = random.chance(MUTATED);
    const cluster = attempt(isMutated ? mutate(random, wish) : wish, seed, isMutated, result);
    if (!cluster) continue;
    result.accepted++;
    for (const fault of await faultsOf(cluster, judges)) result.findings.push(`seed ${seed}: ${fault}`);
  }
  return result;
}

function attempt(given: unknown, seed: number, isMutated: boolean, result: Fuzzed): Cluster | undefined {
  try {
    return defineCluster(given as ClusterDescription);
  } catch (error) {
    if (!(error instanceof InvalidClusterError) || error.faults.length === 0) {
      result.findings.push(`seed ${seed}: crashed: ${String(error)}`);
      return undefined;
    }
    result.refused++;
    for (const fault of error.faults) {
      if (!/^[^\n]{10,700}$/.test(fault)) result.findings.push(`seed ${seed}: no sentence: ${fault}`);
      const kind = fault.replaceAll(/"[^"]*"|\d[\d.]*/g, '…');
      if (!isMutated) result.refusals.set(kind, (result.refusals.get(kind) ?? 0) + 1);
    }
    return undefined;
  }
}

async function faultsOf(cluster: Cluster, judges: Judges): Promise<string[]> {
  const questions = [...questionsOf(cluster)];
  const answers = await Promise.all(questions.map(judges.ask));
  const said = answers.flatMap((answer, index) => (answer === 'ok' ? [] : [`${questions[index]![0]}: ${answer}`]));
  return [...new Set([...said, ...heapFaults(cluster), ...manifestFaults(cluster)])];
}

function* questionsOf(cluster: Cluster): Iterable<Question> {
  const broker = cluster.brokers.at(-1)!;
  const texts = [kubernetes.brokerPlace(cluster, broker), localBrokerPlace(cluster, broker, 'data')].map((place) =>
    serverProperties(cluster, broker, place),
  );
  for (const text of texts) yield ['broker', text];
  if (cluster.metadata.mode === 'zookeeper') {
    const server = cluster.metadata.servers.at(-1)!;
    yield ['zookeeper', zookeeperProperties(cluster.metadata, kubernetes.zooKeeperPlace(cluster))];
    yield ['zookeeper', zookeeperProperties(cluster.metadata, localZooKeeperPlace(cluster, server.id, './data'))];
  }
  const config = Object.entries(cluster.config);
  yield ['properties', propertiesText(cluster.config), config.flat().join('\0')];
  for (const topic of cluster.topics) yield ['topic', propertiesText(topic.config), texts[0]!];
}

/** In whole units, as java reads them. */
const heapFaults = ({ resources: { broker, zookeeper, ui } }: Cluster): string[] =>
  [broker, zookeeper, ui].flatMap(({ heap }) =>
    /^-Xms\d{1,13}[km] -Xmx\d{1,13}[km]$/.test(heapFlags(heap)) ? [] : [`heap: ${heapFlags(heap)}`],
  );

/** Readers of YAML 1.1 and of 1.2, such as kubectl, must read the same, and Kubernetes must take it. */
function manifestFaults(cluster: Cluster): string[] {
  const yaml = yamlOf(cluster);
  const kind = kubernetes.kindConfig(cluster);
  const [older, newer] = (['1.1', '1.2'] as const).map((version) =>
    [yaml, kind].map((text) => parseAllDocuments(text, { version }).map((document) => document.toJS() as Manifest)),
  );
  const faults = older![0]!.flatMap(schemaFaults).map((fault) => `schema: ${JSON.stringify(fault)}`);
  return isDeepStrictEqual(older, newer) ? faults : [...faults, 'yaml: 1.1 and 1.2 differ'];
}
