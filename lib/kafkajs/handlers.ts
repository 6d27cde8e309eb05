import type { ConsumerRunConfig, EachBatchHandler, EachMessageHandler } from 'kafkajs';
import { byTopic, fromTopics, type Resolved } from './resolved';
import type { Turn } from './turn';

/** Works on what is left of a batch; what it rejects with is the program's. */
export type Handle = (turn: Turn, resolved: Resolved) => Promise<void>;

export const handlerOf = ({ eachMessage, eachBatch }: ConsumerRunConfig): Handle =>
  eachMessage ? byMessage(eachMessage) : eachBatch ? byBatch(eachBatch) : byNobody;

const byNobody: Handle = (turn) => {
  turn.resolveAll();
  return Promise.resolve();
};

const byMessage =
  (eachMessage: EachMessageHandler): Handle =>
  async (turn) => {
    const { topic, partition, heartbeat, pause, running } = turn;
    for (const message of turn.batch.messages) {
      if (turn.isOver()) return;
      await eachMessage({ topic, partition, message, heartbeat, pause });
      turn.resolve(message.offset);
      const committing = running.config.autoCommit === false ? undefined : turn.commitIfDue();
      if (committing) await committing;
      if (running.isPaused(topic, partition)) return;
    }
  };

const byBatch =
  (eachBatch: EachBatchHandler): Handle =>
  async (turn, resolved) => {
    const { batch, heartbeat, pause, running } = turn;
    await eachBatch({
      batch,
      heartbeat,
      pause,
      resolveOffset: (offset) => turn.resolve(offset),
      commitOffsetsIfNecessary: async (offsets) => {
        await (offsets ? turn.commit(fromTopics(offsets)) : turn.commitIfDue());
      },
      uncommittedOffsets: () => byTopic(resolved.uncommitted),
      isRunning: () => running.isRunning,
      isStale: () => turn.isStale,
    });
    if (running.config.eachBatchAutoResolve !== false && !turn.isStale) turn.resolveAll();
  };
