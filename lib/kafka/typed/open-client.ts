import type { Client } from '../client/client';

/** Connects to the cluster of the topics. @throws {KafkaError} `CANNOT_CONNECT` */
export type OpenClient = (signal?: AbortSignal) => Promise<Client>;

/** undefined when `signal` aborts meanwhile: an iteration ends then, as with `break`. */
export async function openUnlessAborted(
  openClient: OpenClient,
  signal: AbortSignal | undefined,
): Promise<Client | undefined> {
  if (signal?.aborted) return undefined;
  try {
    return await openClient(signal);
  } catch (error) {
    if (signal?.aborted) return undefined;
    throw error;
  }
}
