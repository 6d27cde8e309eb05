import type { MessageBatch } from '../message';

/** The batch, or of a longer one the first `count` messages. */
export function firstOf(batch: MessageBatch, count: number): MessageBatch {
  if (batch.messages.length <= count) return batch;
  const messages = batch.messages.slice(0, count);
  const nextOffset = messages.at(-1)!.offset + 1;
  const unreadable = batch.unreadable?.filter(({ offset }) => offset < nextOffset);
  return { ...batch, messages, nextOffset, ...(unreadable ? { unreadable } : {}) };
}
