import { KafkaError } from '../../kafka';
import { command } from '../../package';

export interface BrokerCounts {
  /** By the topic that was refused. */
  readonly needed: number;
  readonly described: number;
  readonly up: number;
}

/** `error`, with the way out that only the description knows of: brokers that do not run. */
export function orStartOthers(error: unknown, { needed, described, up }: BrokerCounts): unknown {
  const isCured = up < needed && needed <= described;
  if (!(error instanceof KafkaError) || error.code !== 'TOO_FEW_BROKERS' || !isCured) return error;
  return new KafkaError(error.code, `${error.message}, or start the others: ${command('up')}`, { cause: error });
}
