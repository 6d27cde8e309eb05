import { abortController, delay } from '../async';
import { NoAnswerError } from '../network/no-answer-error';
import { CONTROL } from '../network/connections';
import { COORDINATOR, findCoordinator } from '../protocol/requests/find-coordinator';
import { throwIfRefused } from '../protocol/protocol-error';
import type { Client } from './client';
import { requireRight } from './require-right';

/** What is coordinated: a group or the transactions of an id. */
export interface Coordinated {
  readonly kind: keyof typeof COORDINATOR;
  readonly key: string;
}

export interface WatchEvents {
  /** The coordinator answered. */
  readonly onLife: () => void;
  /** Another one took over. */
  readonly onDeposed: (error: NoAnswerError) => void;
}

const FIND_TIMEOUT_MS = 3000;
const LOOK_EVERY_MS = 1000;

/** @param broker undefined for whichever answers first. @returns the id of the coordinator. @throws {KafkaError} what is retriable, mostly */
export async function coordinatorId(
  client: Client,
  coordinated: Coordinated,
  broker: number | undefined,
  signal: AbortSignal | undefined,
): Promise<number> {
  const asked = { key: coordinated.key, keyType: COORDINATOR[coordinated.kind] };
  const options = { timeoutMs: FIND_TIMEOUT_MS, signal };
  const { errorCode, errorMessage, nodeId } = await (broker === undefined
    ? client.askAny((any) => any.send(findCoordinator, asked, options), signal)
    : client.connection(broker, CONTROL, signal).then((one) => one.send(findCoordinator, asked, options)));
  requireRight(coordinated, [errorCode]);
  throwIfRefused(errorCode, errorMessage);
  return nodeId;
}

/**
 * Looks, each second that an answer is waited for which may rightly take minutes, whether its coordinator lives. A frozen one keeps its
 * connections open, and so does one that is cut off: that another one took over only the others tell.
 * @returns what ends it
 */
export function watchCoordinator(
  client: Client,
  coordinated: Coordinated,
  nodeId: number,
  { onLife, onDeposed }: WatchEvents,
): () => void {
  const stop = abortController();
  const { signal } = stop;
  const isEnded = () => signal.aborted;
  const ask = (broker: number | undefined) => coordinatorId(client, coordinated, broker, signal).catch(() => undefined);
  const look = async (): Promise<void> => {
    for (;;) {
      await delay(LOOK_EVERY_MS, signal);
      if (isEnded()) return;
      const itself = await ask(nodeId);
      if (isEnded()) return;
      if (itself !== undefined) onLife();
      // Whoever lives and knows that it coordinates is believed more than those who may not have heard of it yet.
      const found = itself === nodeId ? nodeId : await ask(undefined);
      if (isEnded()) return;
      if (found === undefined || found === nodeId) continue;
      onDeposed(new NoAnswerError(`broker ${nodeId} does not answer, and ${found} is the coordinator now`));
      return;
    }
  };
  void look();
  return () => stop.abort();
}
