import { DEMONSTRATION_COUNT } from '../cluster/demonstration-count';
import type { JournalFile } from '../audit/journal-file';
import { numberedMessages } from '../kafka/numbered-messages';
import { createProducer } from '../kafka/producer/create-producer';
import type { Producer } from '../kafka/producer/producer';
import { KafkaError } from '../kafka/protocol/errors';
import { liveLine, runProgram } from '../cli-kit';
import { advised } from './client/advice';
import { lines, MAX_MESSAGE_BYTES, placeOf, type ProducerRecord } from './produce/messages';
import { paced } from './produce/paced';
import { refuse, settings, type ProduceRun } from './produce/settings';
import { open } from './client/open';
import { DeliveryStats } from './produce/delivery-stats';

type Values = ProduceRun['values'];

async function main(run: ProduceRun): Promise<number> {
  const { values, signal } = run;
  await refuse(run);
  const journal = values.journal === undefined ? undefined : await openJournal(values.journal);
  const { client, log, say, defaultTopic } = await open('produce', run);
  const topic = values.topic ?? defaultTopic;
  journal?.begin({ topic, clusterId: client.clusterId });
  const producer = await createProducer(client, {
    lingerMs: values.linger,
    compression: values.compression,
    deliveryTimeoutMs: values.deadline,
    maxRequestBytes: MAX_MESSAGE_BYTES,
    signal,
  });
  const stats = new DeliveryStats();
  const line = liveLine(
    () => stats.line(producer.pending),
    () => log({ level: 'info', message: 'progress', acked: stats.acked, inFlight: producer.pending }),
  );
  // Else the summary and the journal might come too late.
  signal.addEventListener('abort', () => void producer.close({ withinMs: values.grace }), { once: true });
  const over = values.duration === undefined ? signal : AbortSignal.any([signal, AbortSignal.timeout(values.duration)]);
  try {
    const records = values.file === undefined ? generated(values) : lines(values.file, values.keyField, over);
    await produce(
      producer,
      paced(records, values.rate, values.duration, signal),
      { ...values, topic },
      { stats, journal },
      signal,
    );
  } finally {
    // Whatever stopped it: every accepted message gets its outcome, and is counted.
    await producer.close();
    await client.close();
    journal?.close();
    line.end();
    if (stats.total > 0 && !isOnlyMissing(stats)) say(stats.sentence(), stats.summary());
  }
  if (stats.firstError && isOnlyMissing(stats)) throw advised(stats.firstError, run, topic);
  if (stats.total === 0 && !signal.aborted) say(nothing(values), stats.summary());
  if (values.json) process.stdout.write(`${JSON.stringify({ topic, ...stats.summary() })}\n`);
  return stats.isComplete ? 0 : 4;
}

/** Then there is one thing to say, and it is no count. */
const isOnlyMissing = ({ acked, unknown, firstError }: DeliveryStats): boolean =>
  acked + unknown === 0 && firstError instanceof KafkaError && firstError.code === 'UNKNOWN_TOPIC';

const nothing = ({ file, count }: Values): string =>
  `nothing was produced: ${file === undefined ? `${count ?? 0} messages were asked for` : `${placeOf(file)} has no lines`}`;

async function openJournal(path: string): Promise<JournalFile> {
  const { JournalFile } = await import('../audit/journal-file.ts');
  return JournalFile.create(path);
}

function* generated({ count, duration, message, size }: Values): Iterable<ProducerRecord> {
  for (const { key, value } of numberedMessages(
    count ?? (duration === undefined ? DEMONSTRATION_COUNT : Infinity),
    message,
  )) {
    yield { key, value: value.padEnd(size) };
  }
}

interface Counted {
  readonly stats: DeliveryStats;
  readonly journal: JournalFile | undefined;
}

async function produce(
  producer: Producer,
  records: AsyncIterable<ProducerRecord> | Iterable<ProducerRecord>,
  { topic, key, headers }: Pick<Values, 'key' | 'headers'> & { readonly topic: string },
  { stats, journal }: Counted,
  signal: AbortSignal,
): Promise<void> {
  let missing: Error | undefined;
  for await (const record of records) {
    if (signal.aborted) return;
    const acceptedAt = performance.now();
    const message = { topic, key: key ?? record.key, value: record.value };
    const entry = journal?.next(message.key);
    const full = producer.enqueue({ ...message, headers: entry ? [...headers, entry.header] : headers }, (delivery) => {
      stats.count(delivery, acceptedAt);
      entry?.settle(delivery);
      // What follows would fail alike, each after a wait of its own for the topic to appear.
      if (delivery.outcome === 'failed' && delivery.error.code === 'UNKNOWN_TOPIC') missing = delivery.error;
    });
    if (full) await full;
    if (missing) return;
    journal?.drain();
  }
}

void runProgram({
  verb: 'produce',
  summary: 'Produces messages and ends when each is acknowledged by all in-sync replicas.',
  examples: [
    '',
    '-t orders --file orders.ndjson --key-field id',
    '--rate 50000 --duration 10s --journal journal.ndjson',
  ],
  settings,
  main,
});
