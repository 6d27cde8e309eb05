import { array, since, struct } from './codec/composites';
import { Reader } from './codec/reader';
import { int16, int32, nullableBytes, nullableString, string } from './codec/scalars';
import type { GivenOf, Type, ValueOf } from './codec/type';
import { Writer } from './codec/writer';

/**
 * What members of a group tell each other through the coordinator, which does not look at it. A version goes before it; who knows
 * only an older one reads that far.
 */
const topics = array(struct({ topic: string, partitions: array(int32) }));

/** What a member subscribes to: `userData` is its assignor's. */
export const subscription = struct({
  topics: array(string),
  userData: since(0, nullableBytes, null),
  ownedPartitions: since(1, topics, []),
  generationId: since(2, int32, -1),
  rackId: since(3, nullableString, null),
});

export const assignment = struct({ assignedPartitions: topics, userData: since(0, nullableBytes, null) });

const NEWEST = 3;

export function encode<Given>(type: Type<unknown, Given>, value: Given, version = 0): Buffer {
  const writer = new Writer(version, false);
  int16.write(writer, version);
  type.write(writer, value);
  return writer.bytes;
}

export function decode<Value>(type: Type<Value, never>, bytes: Buffer): Value {
  const version = bytes.readInt16BE(0);
  return type.read(new Reader(bytes.subarray(2), Math.min(version, NEWEST), false));
}

export type Subscription = ValueOf<typeof subscription>;
export type GivenSubscription = GivenOf<typeof subscription>;
