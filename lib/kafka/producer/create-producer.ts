import type { Client } from '../client/client';
import { requireArguments } from '../client/require-arguments';
import { requireOptions } from '../client/require-options';
import { LanesProducer } from './lanes-producer';
import type { Producer, ProducerOptions } from './producer';

/**
 * @param options signal ends the wait for the first producer id, with its reason
 * @throws {KafkaError} `CANNOT_CONNECT`, `CLUSTER_AUTHORIZATION_FAILED`: without a producer id there is no idempotence, and so no producer
 * @throws {KafkaError} `NO_ZSTD`, `INVALID_OPTION`
 */
export async function createProducer(
  client: Client,
  given: ProducerOptions & { readonly signal?: AbortSignal } = {},
): Promise<Producer> {
  requireOptions(given);
  requireArguments({ client });
  const { signal, ...options } = given;
  return LanesProducer.create(client, options, signal);
}
