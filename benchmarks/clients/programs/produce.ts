import { connect, createProducer } from '../../../lib/kafka';
import { Latencies } from '../latencies';
import { BATCH_BYTES, BUFFER_BYTES, LINGER_MS, readPayloads } from '../workload';
import { contestant, keyOf, untilDue } from './program';

void contestant(async ({ brokers, topic, messages, payloadFile, compression, rate }) => {
  const payloads = readPayloads(payloadFile);
  const latencies = new Latencies(messages);
  let failure: Error | undefined;
  const startedAt = performance.now();
  const client = await connect({ brokers });
  const producer = await createProducer(client, {
    lingerMs: LINGER_MS,
    batchBytes: BATCH_BYTES,
    bufferBytes: BUFFER_BYTES,
    compression,
  });
  // A rate is kept from here on, or what was due while connecting would come as one burst.
  const connectedAt = performance.now();
  for (let i = 0; i < messages; i++) {
    if (rate !== undefined) await untilDue(i, rate, connectedAt);
    // In whole milliseconds of this clock, as kafka-producer-perf-test takes them.
    const sentAt = Date.now();
    const message = { topic, key: keyOf(i), value: payloads[i % payloads.length]! };
    const full = producer.enqueue(message, (delivery) => {
      if (delivery.outcome !== 'acked') failure ??= delivery.error;
      latencies.add(Date.now() - sentAt);
    });
    if (full) await full;
  }
  await producer.flush();
  const elapsedMs = performance.now() - startedAt;
  await producer.close();
  await client.close();
  if (failure) throw failure;
  return { messages, elapsedMs, ...latencies.quantiles() };
});
