import { Partitioners, type ICustomPartitioner, type Message, type PartitionMetadata as Told } from 'kafkajs';
import type { Message as Sent, PartitionMetadata, ProducerOptions } from '../kafka';

/** kafkajs' default one is Java's, which the engine has itself. */
// eslint-disable-next-line @typescript-eslint/no-deprecated -- programs of before kafkajs 2 have it by this name
const OWN: readonly unknown[] = [Partitioners.DefaultPartitioner, Partitioners.JavaCompatiblePartitioner];

/** Has a partitioner that is written for kafkajs choose, once for each message. */
export function partitionerOf(create: ICustomPartitioner | undefined): Pick<ProducerOptions, 'partitioner'> {
  if (!create || OWN.includes(create)) return {};
  const choose = create();
  return {
    partitioner: (message, partitions) =>
      choose({ topic: message.topic, partitionMetadata: partitions.map(toldOf), message: givenOf(message) }),
  };
}

const toldOf = ({ partition, leader, replicas, inSync }: PartitionMetadata): Told => ({
  partitionErrorCode: leader === undefined ? 5 : 0,
  partitionId: partition,
  leader: leader ?? -1,
  replicas: [...replicas],
  isr: [...inSync],
});

const givenOf = ({ key, value, headers, timestamp }: Sent): Message =>
  ({ key, value, headers, ...(timestamp === undefined ? {} : { timestamp: `${timestamp}` }) }) as Message;
