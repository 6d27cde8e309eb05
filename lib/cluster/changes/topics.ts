import { command } from '../../package';
import { keepsLess, keptByTopic, TOPIC_KEEPING_PROPERTIES } from './kept';

/** As much of a description as a topic that is there is compared with. */
interface DescribedTopic {
  readonly name: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly isFactorDerived?: boolean | undefined;
}

export interface FoundTopic {
  readonly partitions: number;
  /** Those of its partitions, ascending: several where a change of it was stopped half way, none where it is not known. */
  readonly replicationFactors: readonly number[];
}

/** Why the topic that is there cannot have as few partitions as described, and what to do instead; undefined where it can. */
export const partitionsRefusal = ({ name, partitions }: DescribedTopic, found: FoundTopic): string | undefined =>
  found.partitions > partitions
    ? `topic "${name}" has ${found.partitions} partitions, but ${partitions} are described, and Kafka removes none: describe ${found.partitions}, or delete the topic`
    : undefined;

/** Why the topic that is there is not the described one by its replication factor, and what to do instead; undefined where it is, or half way. */
export function factorRefusal(topic: DescribedTopic, { replicationFactors }: FoundTopic): string | undefined {
  const { name, replicationFactor, isFactorDerived } = topic;
  if (isFactorDerived || replicationFactors.length === 0 || replicationFactors.includes(replicationFactor))
    return undefined;
  const describe = replicationFactors.length === 1 ? `describe ${factorText(replicationFactors)}, or ` : '';
  return `topic "${name}" has ${named(replicationFactors)}, but ${replicationFactor} is described: ${describe}change it: ${reassign(name, replicationFactor)}`;
}

/** `2`, or `2 and 3` of a topic whose partitions differ. */
export const factorText = (factors: readonly number[]): string =>
  factors.join(' and ').replace(/ and (?=.* and )/g, ', ');

const named = (factors: readonly number[]): string =>
  `replication factor${factors.length > 1 ? 's' : ''} ${factorText(factors)}`;

/**
 * Why properties that are there cannot become the described ones: Kafka would remove messages, and nobody has said so of them.
 * @param described those that are described, by name
 * @param found the value that holds for the topic
 */
export function configRefusal(
  topic: string,
  described: Readonly<Record<string, string | number | boolean>>,
  found: (name: string) => string | undefined,
): string | undefined {
  const after = keptByTopic((name) => described[name] ?? found(name));
  if (!keepsLess(keptByTopic(found), after)) return undefined;
  const other = TOPIC_KEEPING_PROPERTIES.filter((name) => name in described && String(described[name]) !== found(name));
  const wish = other.map((name) => `${name}=${String(described[name])}`);
  const present = other.map((name) => `${name}=${found(name) ?? ''}`).join(', ');
  const agree = command('topics', `alter ${topic} ${wish.map((each) => `-c ${each}`).join(' ')} --yes`);
  return `topic "${topic}" has ${present}, but ${wish.join(', ')} is described, which does not keep all of its messages: describe what it has, or let them go: ${agree}`;
}

/** Whether `configRefusal` may be about the property. */
export const mayDelete = (property: string): boolean =>
  (TOPIC_KEEPING_PROPERTIES as readonly string[]).includes(property);

/** What to tell of a topic that keeps the factor that it has, as nobody asked for another one, or those that it has half way to it. */
export function keptFactor(topic: DescribedTopic, found: FoundTopic): string | undefined {
  const { name, replicationFactor, isFactorDerived } = topic;
  const factors = found.replicationFactors;
  if (factors.every((factor) => factor === replicationFactor) || factorRefusal(topic, found) !== undefined)
    return undefined;
  const wish = isFactorDerived ? `a new one gets ${replicationFactor}` : `${replicationFactor} is described`;
  return `keeps ${named(factors)}, where ${wish}: ${reassign(name, replicationFactor)} changes ${factors.length === 1 ? 'it' : 'them'}`;
}

/** What to tell of a topic's own properties that are not described: they may have been once, or were set by hand. */
export function keptConfig(
  topic: string,
  properties: readonly { readonly name: string; readonly value: string }[],
): string | undefined {
  if (properties.length === 0) return undefined;
  const [which, them] = properties.length === 1 ? ['which is', 'it'] : ['which are', 'them'];
  const reset = command('admin', `alter ${topic} --reset ${properties.map(({ name }) => name).join(',')}`);
  return `keeps ${properties.map(({ name, value }) => `${name}=${value}`).join(' and ')}, ${which} not described: ${reset} takes ${them} away`;
}

/** As it is to be typed. */
const reassign = (topic: string, replicationFactor: number): string =>
  command('admin', `reassign ${topic} --replication-factor ${replicationFactor}`);

/**
 * Of the names in the folder of a broker's data, those of replicas, such as `test-0`. What Kafka is about to delete
 * (`….uuid-delete`), has found to be of no topic (`….uuid-stray`) or is moving (`….uuid-future`) is none, nor are its own files, nor
 * the log of the quorum.
 */
export const replicasIn = (names: readonly string[]): readonly string[] =>
  names.filter((name) => /^[\w.-]+-\d+$/.test(name) && name !== METADATA_LOG);

const METADATA_LOG = '__cluster_metadata-0';

/** The topic of a replica, and its partition. */
export function partitionOf(replica: string): { readonly topic: string; readonly partition: number } {
  const dash = replica.lastIndexOf('-');
  return { topic: replica.slice(0, dash), partition: Number(replica.slice(dash + 1)) };
}

/**
 * Topics by the replicas that each broker holds: no server is asked. Where one holds none, since it is new, has lost its data or
 * cannot be looked at, no replication factor is certain.
 */
export function foundTopics(brokers: readonly (readonly string[])[]): ReadonlyMap<string, FoundTopic> {
  const holders = new Map<string, number[]>();
  for (const { topic, partition } of brokers.flat().map(partitionOf)) {
    const counts = holders.get(topic) ?? [];
    counts[partition] = (counts[partition] ?? 0) + 1;
    holders.set(topic, counts);
  }
  const isCertain = brokers.every((replicas) => replicas.length > 0);
  return new Map(
    [...holders].map(([topic, counts]) => {
      return [topic, { partitions: counts.length, replicationFactors: isCertain ? factorsOf(counts) : [] }];
    }),
  );
}

/** Each of `counts` once, ascending; what is not there is none. */
export const factorsOf = (counts: readonly (number | undefined)[]): readonly number[] =>
  [...new Set(counts.filter((count) => count !== undefined))].sort((a, b) => a - b);

/** What `brokers` hold that keeps described topics from becoming what they are described as, a sentence each. */
export function topicRefusals(
  topics: readonly DescribedTopic[],
  brokers: readonly (readonly string[])[],
): readonly string[] {
  const found = foundTopics(brokers);
  return topics.flatMap((topic) => {
    const there = found.get(topic.name);
    return there ? [partitionsRefusal(topic, there) ?? [], factorRefusal(topic, there) ?? []].flat() : [];
  });
}
