import { FIELD } from '../../lib/kafka/protocol/records/record-batch';
import { StoredBatch } from '../../lib/kafka/protocol/records/stored-batch';

/** A request to store a batch, as the broker got it. */
export interface Produced {
  readonly topic: string;
  /** More than one would be a fault of the client. */
  readonly partitions: readonly number[];
  readonly producerId: bigint;
  readonly firstSequence: number;
  readonly batch: StoredBatch;
  readonly bytes: number;
}

/** What a broker says of it, in version 8. */
export function produceAnswer(topic: string, partition: number, error: number, offset: number): Buffer {
  const answer = Buffer.alloc(4 + 2 + topic.length + 4 + 4 + 2 + 3 * 8 + 4 + 2 + 4);
  let at = answer.writeInt32BE(1, 0);
  at = answer.writeInt16BE(topic.length, at);
  at += answer.write(topic, at);
  at = answer.writeInt32BE(1, at);
  at = answer.writeInt32BE(partition, at);
  at = answer.writeInt16BE(error, at);
  at = answer.writeBigInt64BE(BigInt(offset), at);
  at = answer.writeBigInt64BE(-1n, at); // append time
  at = answer.writeBigInt64BE(0n, at); // log start
  at = answer.writeInt32BE(0, at); // records to blame
  answer.writeInt16BE(-1, at); // no message
  return answer;
}

export function decodeProduce(body: Buffer): Produced {
  let at = 2 + Math.max(body.readInt16BE(0), 0) + 2 + 4;
  at += 4; // topics
  const topicLength = body.readInt16BE(at);
  const topic = body.toString('utf8', at + 2, (at += 2 + topicLength));
  const partitions: number[] = [];
  const count = body.readInt32BE(at);
  at += 4;
  let bytes = Buffer.alloc(0);
  for (let i = 0; i < count; i++) {
    partitions.push(body.readInt32BE(at));
    const size = body.readInt32BE(at + 4);
    bytes = Buffer.from(body.subarray(at + 8, at + 8 + size));
    at += 8 + size;
  }
  return {
    topic,
    partitions,
    producerId: bytes.readBigInt64BE(FIELD.producerId),
    firstSequence: bytes.readInt32BE(FIELD.firstSequence),
    batch: new StoredBatch(bytes),
    bytes: bytes.length,
  };
}
