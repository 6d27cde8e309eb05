import { DEMONSTRATION_COUNT } from '../lib/cluster/demonstration-count';
import type { JournalFile } from '../lib/audit/journal-file';
import { numberedMessages } from '../lib/kafka/numbered-messages';
import { createProducer } from '../lib/kafka/producer/create-producer';
import type { Producer } from '../lib/kafka/producer/producer';
import { choice, duration, integer, liveLine, repeated, runProgram, toggle, word, type Run } from '../lib/program';
import { header, headersOf, lines, type Draft } from './messages';
import { paced } from './paced';
import { connection, count, open, topic } from './settings';
import { Tally } from './tally';

const settings = {
  topic,
  count: count(
    0,
    `how many numbered messages to produce; by default ${DEMONSTRATION_COUNT}, or without end for --duration`,
  ),
  message: word({
    flag: ['message'],
    env: ['MESSAGE'],
    metavar: 'TEXT',
    default: 'New message # ',
    help: 'text of a numbered message; its number follows',
  }),
  size: integer({
    flag: ['size'],
    env: ['MESSAGE_SIZE'],
    metavar: 'BYTES',
    min: 0,
    max: 1_000_000,
    default: 0,
    help: 'numbered messages are filled up to this length',
  }),
  file: word({
    flag: ['file'],
    metavar: 'PATH',
    default: undefined,
    help: 'produce the lines of a file instead; - is stdin',
  }),
  keyField: word({
    flag: ['key-field'],
    metavar: 'FIELD',
    default: undefined,
    help: 'the lines are JSON objects, and this field is the key',
  }),
  key: word({
    flag: ['key', 'k'],
    env: ['MESSAGE_KEY'],
    metavar: 'KEY',
    default: undefined,
    help: 'key of every message',
  }),
  headers: repeated({
    flag: ['header', 'H'],
    env: ['HEADERS'],
    metavar: 'NAME:VALUE',
    help: 'header of every message; one a flag, or a line of the variable',
    parse: header,
  }),
  compression: choice({
    flag: ['compression', 'z'],
    env: ['COMPRESSION'],
    metavar: 'CODEC',
    of: ['none', 'gzip', 'snappy', 'zstd'],
    default: 'none',
    help: 'none, gzip, snappy or zstd',
  }),
  linger: duration({
    env: ['LINGER_MS'],
    flag: ['linger'],
    metavar: 'SPAN',
    default: 5,
    help: 'how long a batch waits for company',
  }),
  rate: integer({
    flag: ['rate'],
    metavar: 'N',
    min: 1,
    default: undefined,
    help: 'messages per second; by default as fast as it goes',
  }),
  duration: duration({
    flag: ['duration'],
    metavar: 'SPAN',
    default: undefined,
    min: 1,
    help: 'stop producing after this time',
  }),
  grace: duration({
    flag: ['grace'],
    env: ['GRACE_MS'],
    metavar: 'SPAN',
    // A pod has 30 s from SIGTERM to SIGKILL.
    default: 20_000,
    help: 'once told to stop: how long to wait for what is not yet acknowledged',
  }),
  journal: word({
    flag: ['journal'],
    metavar: 'FILE',
    default: undefined,
    help: 'write the outcome of each message there, for npm run audit; messages get a header "audit"',
  }),
  json: toggle({ flag: ['json'], help: 'print the summary as JSON on stdout' }),
  ...connection,
};

async function main({ values, signal }: Run<typeof settings>): Promise<number> {
  const journal = values.journal === undefined ? undefined : await openJournal(values.journal);
  const { client, log, conclude } = await open('produce', values, signal);
  const producer = await createProducer(client, {
    lingerMs: values.linger,
    compression: values.compression,
    deliveryTimeoutMs: values.deadline,
    signal,
  });
  const tally = new Tally();
  const line = liveLine(
    () => tally.line(producer.pending),
    () => log({ level: 'info', message: 'progress', acked: tally.acked, inFlight: producer.pending }),
  );
  // Else the summary and the journal might come too late.
  signal.addEventListener('abort', () => void producer.close({ withinMs: values.grace }), { once: true });
  const over = values.duration === undefined ? signal : AbortSignal.any([signal, AbortSignal.timeout(values.duration)]);
  try {
    const drafts = values.file === undefined ? generated(values) : lines(values.file, values.keyField, over);
    await produce(producer, paced(drafts, values.rate, values.duration, signal), values, { tally, journal }, signal);
  } finally {
    // Whatever stopped it: every accepted message gets its outcome, and is counted.
    await producer.close();
    await client.close();
    journal?.close();
    line.end();
    if (tally.total > 0) conclude(tally.sentence(), tally.summary());
  }
  if (values.json) process.stdout.write(`${JSON.stringify({ topic: values.topic, ...tally.summary() })}\n`);
  return tally.isComplete ? 0 : 4;
}

async function openJournal(path: string): Promise<JournalFile> {
  const { JournalFile } = await import('../lib/audit/journal-file.ts');
  return JournalFile.create(path);
}

function* generated({ count, duration, message, size }: Run<typeof settings>['values']): Iterable<Draft> {
  for (const { key, value } of numberedMessages(
    count ?? (duration === undefined ? DEMONSTRATION_COUNT : Infinity),
    message,
  )) {
    yield { key, value: value.padEnd(size) };
  }
}

interface Books {
  readonly tally: Tally;
  readonly journal: JournalFile | undefined;
}

async function produce(
  producer: Producer,
  drafts: AsyncIterable<Draft> | Iterable<Draft>,
  { topic, key, headers }: Run<typeof settings>['values'],
  { tally, journal }: Books,
  signal: AbortSignal,
): Promise<void> {
  const common = headersOf(headers);
  let missing: Error | undefined;
  for await (const draft of drafts) {
    if (signal.aborted) return;
    const acceptedAt = performance.now();
    const message = { topic, key: key ?? draft.key, value: draft.value };
    const entry = journal?.next(message.key);
    const full = producer.enqueue(
      { ...message, headers: entry ? { ...common, ...entry.headers } : common },
      (delivery) => {
        tally.count(delivery, acceptedAt);
        entry?.settle(delivery);
        // What follows would fail alike, each after a wait of its own for the topic to appear.
        if (delivery.outcome === 'failed' && delivery.error.code === 'UNKNOWN_TOPIC') missing = delivery.error;
      },
    );
    if (full) await full;
    if (missing) throw missing;
    journal?.drain();
  }
}

void runProgram({
  command: 'npm run produce --',
  summary: 'Produces messages and ends when each is acknowledged by all in-sync replicas.',
  examples: [
    'npm run produce',
    'npm run produce -- -t orders --file orders.ndjson --key-field id',
    'npm run produce -- --rate 50000 --duration 10s --journal journal.ndjson',
  ],
  settings,
  main,
});
