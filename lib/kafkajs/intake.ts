import type { Delivery, Message, Producer } from '../kafka';

/** What was never accepted has no outcome, but is not stored either. */
export type Outcome = Delivery | { readonly outcome: 'failed'; readonly error: Error };

export type Report = (message: Message, outcome: Outcome) => void;

/** Takes the messages of a `send`, and tells of each once what became of it. Resolves when all are taken. */
export type Take = (messages: Iterable<Message>, report: Report) => Promise<void>;

/**
 * Hands a producer lists of messages, one after the other, as it takes from one caller at a time. A promise for each message would
 * take longer than to send it.
 */
export function intakeOf(producer: Pick<Producer, 'enqueue'>): Take {
  let taken: Promise<unknown> = Promise.resolve();
  const takeAll: Take = async (messages, report) => {
    for (const message of messages) {
      try {
        const full = producer.enqueue(message, (delivery) => report(message, delivery));
        if (full) await full;
      } catch (error) {
        report(message, { outcome: 'failed', error: error as Error });
      }
    }
  };
  return (messages, report) => {
    const turn = taken.then(() => takeAll(messages, report));
    taken = turn.catch(() => undefined);
    return turn;
  };
}
