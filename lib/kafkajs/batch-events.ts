import type { Batch } from 'kafkajs';
import { consumerEvents, type Instrumentation } from './events';

/** Tells that a batch is begun. @returns tells that it is done */
export function tellBatch(instrumentation: Instrumentation<typeof consumerEvents>, begun: Batch): () => void {
  const { START_BATCH_PROCESS, END_BATCH_PROCESS } = consumerEvents;
  if (!instrumentation.has(START_BATCH_PROCESS) && !instrumentation.has(END_BATCH_PROCESS)) return () => undefined;
  const startedAt = Date.now();
  const { topic, partition, highWatermark, messages, ...batch } = begun;
  const [offsetLag, offsetLagLow] = [batch.offsetLag(), batch.offsetLagLow()];
  const [firstOffset, lastOffset] = [batch.firstOffset(), batch.lastOffset()];
  const told = {
    ...{ topic, partition, highWatermark, offsetLag, offsetLagLow, firstOffset, lastOffset },
    batchSize: messages.length,
  };
  instrumentation.emit(START_BATCH_PROCESS, told);
  return () => instrumentation.emit(END_BATCH_PROCESS, { ...told, duration: Date.now() - startedAt });
}
