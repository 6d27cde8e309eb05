import { Reader } from '../../lib/kafka/protocol/codec/reader';
import { Writer } from '../../lib/kafka/protocol/codec/writer';
import { FIELD } from '../../lib/kafka/protocol/records/record-batch';
import { StoredBatch } from '../../lib/kafka/protocol/records/stored-batch';

/** A batch to be stored, as the broker got it. */
export interface Produced {
  readonly topic: string;
  readonly partition: number;
  readonly producerId: bigint;
  readonly firstSequence: number;
  readonly batch: StoredBatch;
  readonly bytes: number;
}

export interface Answered {
  readonly partition: number;
  readonly error: number;
  readonly offset: number;
}

/** What a broker says of batches of one topic, in version 8. */
export function produceAnswer(topic: string, answered: readonly Answered[]): Buffer {
  const writer = new Writer(8, false);
  writer.length(1);
  writer.string(topic);
  writer.length(answered.length);
  for (const { partition, error, offset } of answered) {
    writer.int32(partition);
    writer.int16(error);
    writer.int64(BigInt(offset));
    writer.int64(-1n); // append time
    writer.int64(0n); // log start
    writer.length(0); // records to blame
    writer.string(null); // no message
  }
  writer.int32(0); // throttle time
  return writer.bytes;
}

/** The batches of one request, which are of one topic. */
export function decodeProduce(body: Buffer): Produced[] {
  const reader = new Reader(body, 8, false);
  reader.string(); // transactional id
  reader.int16(); // acks
  reader.int32(); // time-out
  if (reader.length() !== 1) throw new Error('a fake broker has one topic');
  const topic = reader.string()!;
  return Array.from({ length: reader.length() }, () => {
    const partition = reader.int32();
    const bytes = Buffer.from(reader.raw(reader.length()));
    return {
      ...{ topic, partition, batch: new StoredBatch(bytes), bytes: bytes.length },
      producerId: bytes.readBigInt64BE(FIELD.producerId),
      firstSequence: bytes.readInt32BE(FIELD.firstSequence),
    };
  });
}
