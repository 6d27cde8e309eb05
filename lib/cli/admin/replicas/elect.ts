import {
  electLeaders,
  KafkaError,
  leaderlessReplicas,
  listAssignments,
  type AdminOptions,
  type Client,
  type LeaderlessReplicas,
  type ReplicaEnd,
} from '../../../kafka';
import { someOf } from '../../../package/some-of';
import { topicFaults } from '../topics';
import { print, type Verb } from '../verb';
import { counted } from './moves';

interface Place {
  readonly topic: string;
  readonly partition: number;
}

export const elect: Verb = {
  operands: 'topics or all',
  flags: ['unclean', 'yes'],
  faults: (words) => topicFaults(topicsOf(words)),
  loses: (words, { unclean }) =>
    unclean
      ? {
          deed: `elect leaders that are not in sync${words.length > 0 ? ` for ${words.join(', ')}` : ''}`,
          what: 'messages that only other replicas have',
          undone: 'nobody elected',
        }
      : undefined,
  async run(client, words, { unclean }, options) {
    const named = words.length > 0 ? await placesOf(client, words, options) : undefined;
    const { places, refusal } = unclean ? await sparing(client, named, options) : { places: named, refusal: undefined };
    const type = unclean ? 'unclean' : 'preferred';
    const elections = await electLeaders(client, { type, partitions: places, ...options });
    const elected = elections.filter(({ outcome }) => outcome === 'elected');
    const failed = elections.filter(({ outcome }) => outcome === 'failed');
    if (elected.length > 0) print(`elected leaders of ${counted(elected.length)}`);
    else if (failed.length === 0 && !refusal) print('no partition needs an election');
    if (refusal) throw refusal;
    const [first] = failed;
    if (!first?.error) return;
    const more = failed.length > 1 ? `; so do ${failed.length - 1} more` : '';
    const text = `${first.topic}/${first.partition} keeps the leader that it has, or none: ${first.error.message}${more}`;
    throw new KafkaError(first.error.code, text, { cause: first.error });
  },
};

/** `orders`, or one partition of it: `orders/3`. */
function placeOf(word: string): { readonly topic: string; readonly partition: number | undefined } {
  const [, topic = word, partition] = /^(.+)\/(\d{1,9})$/.exec(word) ?? [];
  return { topic, partition: partition === undefined ? undefined : Number(partition) };
}

const topicsOf = (words: readonly string[]): string[] => [...new Set(words.map((word) => placeOf(word).topic))];

const isAt =
  ({ topic, partition }: Place) =>
  (other: { readonly topic: string; readonly partition: number | undefined }): boolean =>
    other.topic === topic && (other.partition ?? partition) === partition;

/** One that is not there is asked for, too: the controller says so. */
async function placesOf(client: Client, words: readonly string[], options: AdminOptions): Promise<readonly Place[]> {
  const named = words.map(placeOf);
  const all = await listAssignments(client, topicsOf(words), options);
  const there = all.filter((place) => named.some(isAt(place)));
  const others = named.flatMap(({ topic, partition }) =>
    partition === undefined || there.some(isAt({ topic, partition })) ? [] : [{ topic, partition }],
  );
  return [...there, ...others];
}

/**
 * Leaves out where another replica has more than the one that an unclean election takes: Kafka takes the first that runs, and the others
 * cut what they have down to that.
 * @param named undefined: all
 */
async function sparing(client: Client, named: readonly Place[] | undefined, options: AdminOptions) {
  const topics = named === undefined ? 'all' : [...new Set(named.map(({ topic }) => topic))];
  const leaderless = (await leaderlessReplicas(client, topics, options)).filter(
    (place) => named?.some(isAt(place)) ?? true,
  );
  const spared = leaderless.filter((place) => fuller(place) !== undefined);
  if (spared.length === 0) return { places: named, refusal: undefined };
  const places = (named ?? leaderless).filter((place) => !spared.some(isAt(place)));
  const text = `nobody is elected for ${someOf(spared.map(spare))}: whoever led comes back with what it has, or stop the broker that has less while you elect`;
  return { places, refusal: new KafkaError('ELIGIBLE_LEADERS_NOT_AVAILABLE', text) };
}

const endOf = ({ endOffset = -1 }: ReplicaEnd): number => endOffset;

/** The replica that has most, where the first is known to have less. */
function fuller({ replicas }: LeaderlessReplicas): ReplicaEnd | undefined {
  const [first] = replicas;
  const [most] = [...replicas].sort((one, other) => endOf(other) - endOf(one));
  return first?.endOffset !== undefined && endOf(most!) > first.endOffset ? most : undefined;
}

function spare(place: LeaderlessReplicas): string {
  const [first] = place.replicas;
  const { broker, endOffset } = fuller(place)!;
  return `${place.topic}/${place.partition} (broker ${first!.broker} would be, which ends at offset ${first!.endOffset}, and broker ${broker} at ${endOffset})`;
}
