import type { Client } from '../client/client';
import { LanesProducer } from './lanes-producer';
import type { Producer, ProducerOptions } from './producer';

/**
 * @param options signal ends the wait for the first producer id, with its reason
 * @throws {KafkaError} `CANNOT_CONNECT`, `CLUSTER_AUTHORIZATION_FAILED`: without a producer id there is no idempotence, and so no producer
 * @throws {KafkaError} `NO_ZSTD`, `INVALID_OPTION`
 */
export const createProducer = (
  client: Client,
  { signal, ...options }: ProducerOptions & { readonly signal?: AbortSignal } = {},
): Promise<Producer> => LanesProducer.create(client, options, signal);
