import { createTopic } from '../../lib/kafka';
import { healLinks } from '../../faults/isolate';
import { linksOf } from '../../faults/context';
import { fill } from '../fill';
import { Readers, seenOf } from '../readers';
import type { Finding, Findings, SituationContext, Situation } from '../situation';
import { audited, Writers } from '../writers';

const PARTITIONS = 12;
const VALUE = 'x'.repeat(10_000);
const READING = { bytesPerSecond: 187_500, messages: 1200 };
const WRITING = { bytesPerSecond: 37_500, messages: 300 };

/** Every connection of a client gets so much. The cluster itself is not slowed, nor who looks at it. */
async function slowed<T>(context: SituationContext, bytesPerSecond: number, work: () => Promise<T>): Promise<T> {
  for (const { fromClients } of linksOf(context).values())
    fromClients.make({ bytesPerSecond }, (clientId) => clientId !== 'observer');
  try {
    return await work();
  } finally {
    healLinks(linksOf(context));
  }
}

const timed = ({ isGood, text }: Finding, startedAt: number, endedAt: number | undefined): Finding => ({
  isGood,
  text: endedAt === undefined ? text : `${text}, in ${((endedAt - startedAt) / 1000).toFixed(0)} s`,
});

async function readBacklog(context: SituationContext): Promise<Findings> {
  const { observer, topic } = context;
  await createTopic(observer, { name: topic, partitions: PARTITIONS, replicationFactor: 1 });
  const partitions = Array.from({ length: PARTITIONS }, (_, i) => i);
  const journal = await fill(context, { topic, partitions, each: READING.messages / PARTITIONS, value: VALUE });
  return slowed(context, READING.bytesPerSecond, async () => {
    const startedAt = performance.now();
    const readers = new Readers(context, [topic]);
    await readers.untilJoined();
    await readers.through(journal);
    const findings = await readers.findings((reader) =>
      timed(
        seenOf(reader, journal),
        startedAt,
        reader.countOf(journal.run) === journal.sent ? reader.lastAt : undefined,
      ),
    );
    await readers.stop();
    return findings;
  });
}

async function write(context: SituationContext): Promise<Findings> {
  const writers = await Writers.start(context, PARTITIONS);
  const startedAt = performance.now();
  await slowed(context, WRITING.bytesPerSecond, async () => {
    writers.send(WRITING.messages, VALUE);
    await writers.finish();
  });
  return writers.findings((writer, report) => timed(audited(writer, report), startedAt, writer.lastAt));
}

export const slowLinks: readonly Situation[] = [
  {
    name: 'slow-link-backlog',
    what: 'a backlog of 12 MB in 12 partitions is read over links of 1.5 Mbit/s',
    run: readBacklog,
  },
  {
    name: 'slow-link-produce',
    what: '3 MB for 12 partitions are handed over at once, over links of 0.3 Mbit/s',
    run: write,
  },
];
