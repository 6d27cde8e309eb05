import { KafkaError } from '../protocol/errors';
import type { Request } from '../protocol/request';

/** What a broker speaks, by API key. */
export type SpokenVersions = ReadonlyMap<number, { readonly minVersion: number; readonly maxVersion: number }>;

/**
 * The newest version of a request that both sides speak; of a broker that has not told yet, the newest of ours.
 * @throws {KafkaError} `UNSUPPORTED_VERSION`
 */
export function chosenVersion<Args>(
  {
    name,
    key,
    versions: [first, newest],
    newestFor,
  }: Pick<Request<Args, never>, 'name' | 'key' | 'versions' | 'newestFor'>,
  args: Args,
  spoken: SpokenVersions | undefined,
  broker: string,
): number {
  const last = newestFor?.(args) ?? newest;
  if (!spoken) return last;
  const theirs = spoken.get(key);
  const version = Math.min(last, theirs?.maxVersion ?? -1);
  if (version >= Math.max(first, theirs?.minVersion ?? 0)) return version;
  const ours = first === last ? `version ${first}` : `versions ${first} to ${last}`;
  const known = theirs ? `speaks ${theirs.minVersion} to ${theirs.maxVersion}` : 'does not know it';
  throw new KafkaError(
    'UNSUPPORTED_VERSION',
    `${ours} of ${name} are spoken here, but ${broker} ${known}: Kafka 2.8 to 4 is supported`,
  );
}
