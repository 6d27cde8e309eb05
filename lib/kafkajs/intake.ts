import type { Delivery, Message, Producer } from '../kafka';

/** What was never accepted has no outcome, but is not stored either. */
export type Outcome = Delivery | { readonly outcome: 'failed'; readonly error: Error };

/** Messages, and who is told of each once what became of it. */
export interface Sent {
  readonly messages: Iterable<Message>;
  readonly report: (outcome: Outcome) => void;
}

/** Takes what one call sends. Resolves when all are taken. */
export type Take = (all: readonly Sent[]) => Promise<void>;

/**
 * Hands a producer lists of messages, one after the other, as it takes from one caller at a time. A promise for each message, or a
 * function, would take longer than to send it.
 */
export function intakeOf(producer: Pick<Producer, 'enqueue'>): Take {
  let taken: Promise<unknown> = Promise.resolve();
  const takeList = async ({ messages, report }: Sent): Promise<void> => {
    for (const message of messages) {
      try {
        const full = producer.enqueue(message, report);
        if (full) await full;
      } catch (error) {
        report({ outcome: 'failed', error: error as Error });
      }
    }
  };
  const takeAll: Take = async (all) => {
    for (const sent of all) await takeList(sent);
  };
  return (all) => {
    const turn = taken.then(() => takeAll(all));
    taken = turn.catch(() => undefined);
    return turn;
  };
}
