import type { Client } from '../client/client';
import { requireArguments } from '../client/require-arguments';
import { requestMetadata } from '../client/metadata';
import { KafkaError } from '../protocol/errors';

/** Of its own: what takes long keeps no answer waiting. */
const PURPOSE = 'ping';
const TIMEOUT_MS = 1000;

export type Pong =
  | { readonly broker: number; readonly tookMs: number }
  /** Why no answer came. */
  | { readonly broker: number; readonly fault: string };

/**
 * Whether each of the brokers answers, in their order, or in that of their ids: one that was killed or is frozen stays registered until its session has timed out.
 * @param withinMs of each, milliseconds
 */
export const ping = async (
  client: Client,
  brokers?: readonly number[],
  withinMs = TIMEOUT_MS,
): Promise<readonly Pong[]> => {
  requireArguments({ client, ...(brokers !== undefined && { brokers }) });
  const asked = brokers ?? [...client.metadata.brokers.keys()].sort((a, b) => a - b);
  return Promise.all(
    asked.map(async (broker) => {
      const askedAt = performance.now();
      try {
        const signal = AbortSignal.timeout(withinMs);
        const connection = await client.connection(broker, PURPOSE, signal);
        await requestMetadata(connection, [], { timeoutMs: withinMs });
        return { broker, tookMs: performance.now() - askedAt };
      } catch (error) {
        if (error instanceof KafkaError) return { broker, fault: error.message };
        if (error instanceof DOMException) return { broker, fault: `no connection within ${withinMs} ms` };
        throw error;
      }
    }),
  );
};
