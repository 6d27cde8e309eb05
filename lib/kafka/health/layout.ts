import type { Client } from '../client/client';
import { requireArguments } from '../client/require-arguments';
import { findController } from '../client/controller';
import type { Metadata } from '../client/metadata';
import { addressText } from '../../cluster/endpoint';

/** Where everything is: as of one answer of one broker. */
export interface Layout {
  readonly clusterId: string;
  /** `broker.id`, or `node.id` in KRaft mode; undefined while none is elected, or where one may not know it. */
  readonly controllerId: number | undefined;
  /** Those that are registered, by id. */
  readonly brokers: readonly BrokerPlace[];
  /** By name, internal ones included. */
  readonly topics: readonly TopicLayout[];
}

export interface BrokerPlace {
  readonly id: number;
  /** `host:port` as advertised. */
  readonly address: string;
  readonly rack: string | undefined;
}

export interface TopicLayout {
  readonly name: string;
  /** Kafka's own, like `__consumer_offsets`. */
  readonly internal: boolean;
  /** By number, without gaps. */
  readonly partitions: readonly PartitionLayout[];
}

export interface PartitionLayout {
  readonly partition: number;
  /** undefined while it is offline. */
  readonly leader: number | undefined;
  readonly replicas: readonly number[];
  readonly inSync: readonly number[];
}

/**
 * Which brokers are registered, and which of them lead and hold what: one request, and in KRaft mode one for the controller. What else is asked through `client` from then on
 * goes to these leaders.
 * @throws {NoAnswerError} when no broker answers
 */
export async function layout(client: Client, signal?: AbortSignal): Promise<Layout> {
  requireArguments({ client });
  const metadata = await client.refreshAll(signal);
  return layoutOf(metadata, (await findController(client, metadata, signal)).controllerId);
}

export const layoutOf = ({ clusterId, brokers, topics }: Metadata, controllerId: number | undefined): Layout => ({
  clusterId,
  controllerId,
  brokers: [...brokers]
    .sort(([one], [other]) => one - other)
    .map(([id, broker]) => ({ id, address: addressText(broker), rack: broker.rack ?? undefined })),
  topics: [...topics.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
});
