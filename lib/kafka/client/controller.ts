import type { BrokerConnection, SendOptions } from '../network/connection';
import { KafkaError } from '../protocol/errors';
import { RefusedError } from '../protocol/protocol-error';
import type { Client } from './client';
import type { Metadata } from './metadata';
import { isKRaft, requestQuorum, type Quorum } from './quorum';
import { requireArguments } from './require-arguments';

export interface Controller {
  /** `broker.id`, or `node.id` in KRaft mode; undefined while none is elected, or where one may not know it. */
  readonly controllerId: number | undefined;
  /** undefined in ZooKeeper mode, and where nobody tells of it. */
  readonly quorum: Quorum | undefined;
}

const NOBODY: Controller = { controllerId: undefined, quorum: undefined };
/** The purpose of what the controller answers: while there is none, nobody does. */
export const QUORUM = 'quorum';
/** An election takes some seconds: what answers at all does so within milliseconds. */
const TIMEOUT_MS = 3000;

/**
 * Who the controller is, in both modes: in ZooKeeper mode brokers know it, in KRaft mode they name one of them at random in their
 * metadata, and the quorum is asked.
 * @param metadata of just now
 * @throws the reason of `signal`
 */
export async function findController(client: Client, metadata: Metadata, signal?: AbortSignal): Promise<Controller> {
  requireArguments({ client, metadata });
  const ask = (broker: BrokerConnection) => controllerOf(broker, metadata, { timeoutMs: TIMEOUT_MS, signal });
  try {
    const isQuorum = await client.askAny((broker) => Promise.resolve(isKRaft(broker)), signal);
    if (!isQuorum) return { controllerId: metadata.forController, quorum: undefined };
    return await client.askAny(ask, signal, QUORUM);
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    return NOBODY;
  }
}

/** As one broker says. @throws {NoAnswerError}, {RefusedError} where one may not know it */
export async function controllerOf(
  broker: BrokerConnection,
  { forController }: Metadata,
  options: SendOptions,
): Promise<Controller> {
  if (!isKRaft(broker)) return { controllerId: forController, quorum: undefined };
  try {
    const quorum = await requestQuorum(broker, options);
    return { controllerId: quorum.leaderId, quorum };
  } catch (error) {
    // Whom the broker asked has just ceased to be the controller.
    if (error instanceof RefusedError && error.retriable) return NOBODY;
    throw error;
  }
}
