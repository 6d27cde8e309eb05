import { KafkaError } from './errors';

/** Why reading ends at a batch, which replica it is of, and what can be done about that. */
export class UnreadableBatchError extends KafkaError {
  /** What is wrong with it, and no more. */
  readonly reason: string;

  /**
   * @param offset its first
   * @param nextOffset where reading can go on behind it; undefined where damage leaves that unclear
   */
  constructor(
    cause: KafkaError,
    readonly offset: number,
    readonly nextOffset: number | undefined,
  ) {
    const { code, message, topic, partition, broker } = cause;
    const goOn =
      nextOffset === undefined
        ? ''
        : `; from offset ${nextOffset} on reading goes on, as with onUnreadable: 'skip', and checkCrcs: false takes a batch as it is`;
    super(code, `${message}: another replica may have it whole, and is read while it leads${goOn}`, {
      ...{ cause, topic, partition, broker },
    });
    this.reason = message;
  }
}
