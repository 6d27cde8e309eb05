import { groupBy } from '../../group-by';
import type { ProducerIdentity } from '../records/record-batch';
import { CompactWriter } from '../compact';
import type { BrokerConnection } from '../../network/connection';
import { exchangeCompact } from './exchange-compact';

const TIMEOUT_MS = 3000;
/** A busy broker should not be asked twice: what it does late, it does to a later transaction. */
const COMMIT_TIMEOUT_MS = 10_000;
const ANY_LEADER_EPOCH = -1;

export interface PartitionOffset {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

export interface GroupMember {
  readonly groupId: string;
  readonly generation: number;
  readonly memberId: string;
}

/**
 * Makes offsets part of a transaction. From this version on the coordinator is told by whom, and refuses what is not a member
 * any more (KIP-447): one transactional producer is enough for all partitions of a worker.
 * @returns the error codes of the partitions
 */
export async function txnOffsetCommit(
  connection: BrokerConnection,
  transactionalId: string,
  { producerId, epoch }: ProducerIdentity,
  { groupId, generation, memberId }: GroupMember,
  offsets: readonly PartitionOffset[],
): Promise<number[]> {
  const writer = new CompactWriter()
    .noTags() // of the request's header
    .string(transactionalId)
    .string(groupId)
    .int64(producerId)
    .int16(epoch)
    .int32(generation)
    .string(memberId)
    .string(null); // no static member
  writer.array([...groupBy(offsets, ({ topic }) => topic)], ([topic, partitions]) => {
    writer.string(topic).array(partitions, ({ partition, offset }) => {
      writer.int32(partition).int64(BigInt(offset)).int32(ANY_LEADER_EPOCH).string(null).noTags();
    });
    writer.noTags();
  });
  const reader = await exchangeCompact(connection, 28, 3, writer.noTags().bytes, COMMIT_TIMEOUT_MS);
  return reader
    .array(() => {
      reader.string();
      const codes = reader.array(() => {
        reader.int32();
        const code = reader.int16();
        reader.skipTags();
        return code;
      });
      reader.skipTags();
      return codes;
    })
    .flat();
}

export interface CommittedOffsets {
  readonly codes: readonly number[];
  /** -1 where nothing is committed. */
  readonly offsets: readonly PartitionOffset[];
}

/** The committed offsets; refused while a transaction that changes them is open, so that none is ever outdated (KIP-447). */
export async function stableOffsets(
  connection: BrokerConnection,
  groupId: string,
  wanted: readonly { readonly topic: string; readonly partition: number }[],
): Promise<CommittedOffsets> {
  const writer = new CompactWriter().noTags().string(groupId);
  writer.array([...groupBy(wanted, ({ topic }) => topic)], ([topic, partitions]) => {
    writer.string(topic).array(partitions, ({ partition }) => writer.int32(partition));
    writer.noTags();
  });
  const body = writer.boolean(true).noTags().bytes;
  const reader = await exchangeCompact(connection, 9, 7, body, TIMEOUT_MS);
  const found = reader
    .array(() => {
      const topic = reader.string()!;
      const partitions = reader.array(() => {
        const partition = reader.int32();
        const offset = Number(reader.int64());
        reader.int32(); // leader epoch
        reader.string(); // metadata
        const code = reader.int16();
        reader.skipTags();
        return { topic, partition, offset, code };
      });
      reader.skipTags();
      return partitions;
    })
    .flat();
  return { codes: [reader.int16(), ...found.map(({ code }) => code)], offsets: found };
}
