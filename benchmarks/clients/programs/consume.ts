import { randomUUID } from 'node:crypto';
import { connect, consume } from '../../../lib/kafka';
import { contestant } from './program';

void contestant(async ({ brokers, topic, messages }) => {
  const startedAt = performance.now();
  const client = await connect({ brokers });
  let firstAt: number | undefined;
  let lastAt = startedAt;
  let bytes = 0;
  const options = { groupId: randomUUID(), topics: [topic], fromBeginning: true, count: messages };
  await consume(client, options, (batch) => {
    firstAt ??= performance.now();
    for (const { key, value } of batch.messages) bytes += (key?.length ?? 0) + (value?.length ?? 0);
    lastAt = performance.now();
  });
  await client.close();
  if (bytes === 0) throw new Error('nothing was read');
  return { messages, elapsedMs: lastAt - startedAt, fetchMs: lastAt - (firstAt ?? lastAt) };
});
