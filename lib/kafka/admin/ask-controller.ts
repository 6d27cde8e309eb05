import type { Client } from '../client/client';
import { retry, type Patience } from '../client/retry';
import { KafkaError } from '../protocol/errors';
import { CONTROL } from '../network/connections';
import type { BrokerConnection } from '../network/connection';
import { NoAnswerError } from '../network/no-answer-error';
import { RefusedError } from '../protocol/protocol-error';

export interface ControllerOptions extends Patience {
  /** What is not known where a request was sent and not answered: `topic "x" may or may not be created`. @default - nothing */
  readonly unsettled?: string;
}

/** @param mayBeDone whether an earlier request may have taken effect */
export type AskController<Answer> = (
  connection: BrokerConnection,
  mayBeDone: boolean,
  signal: AbortSignal,
) => Promise<Answer>;

/**
 * Asks the controller, in KRaft mode through a broker, and again while it moves or does not answer. `ask` must bear being asked twice.
 * @throws {RefusedError} what is refused for good
 * @throws {KafkaError} `CANNOT_CONNECT` after the deadline; `UNKNOWN_OUTCOME` where it may have made a change by then
 */
export async function askController<Answer>(
  client: Client,
  ask: AskController<Answer>,
  { unsettled, ...patience }: ControllerOptions,
): Promise<Answer> {
  let mayBeDone = false;
  let isAsked = false;
  const attempt = async (signal: AbortSignal): Promise<Answer> => {
    const { forController } = client.metadata;
    if (forController === undefined) throw new NoAnswerError('no controller is elected');
    const connection = await client.connection(forController, CONTROL, signal);
    isAsked = true;
    try {
      return await ask(connection, mayBeDone, signal);
    } catch (error) {
      // Other refusals that may pass, such as REQUEST_TIMED_OUT, come while the change is on its way.
      mayBeDone ||= !(error instanceof RefusedError && error.code === 'NOT_CONTROLLER');
      throw error;
    } finally {
      isAsked = false;
    }
  };
  const late = (reason: string, cause: unknown): KafkaError =>
    unsettled !== undefined && (mayBeDone || isAsked)
      ? new KafkaError('UNKNOWN_OUTCOME', `the controller did not answer in time: ${unsettled}`, { cause })
      : new KafkaError('CANNOT_CONNECT', `the controller is out of reach: ${reason}`, { cause });
  return retry(attempt, {
    ...patience,
    recover: () => client.refresh().catch(() => undefined),
    late,
  });
}
