import { connect, createTopic, TransactionalProducer } from '../../lib/kafka';
import { fill } from '../fill';
import { Readers, seenOf } from '../readers';
import type { Findings, SituationContext, Situation } from '../situation';

const ABORTED = 'aborted';
const EACH = 6;

/** Two programs that write the same partition die in the middle of their transactions, say. */
async function overlappingAborts(context: SituationContext): Promise<Findings> {
  const { local, observer, topic } = context;
  await createTopic(observer, { name: topic, partitions: 1, replicationFactor: 3 });
  const client = await connect({ brokers: local.bootstrap, clientId: 'aborting' });
  const transactional = (id: string) => new TransactionalProducer(client, { transactionalId: `${topic}-${id}` });
  const [long, short] = [transactional('long'), transactional('short')];
  const aborting = (producer: TransactionalProducer, within: () => Promise<void>) =>
    producer
      .transaction(async (open) => {
        const send = () =>
          Promise.all(Array.from({ length: EACH }, () => open.send({ topic, partition: 0, value: ABORTED })));
        await send();
        await within();
        await send();
        throw new Error(ABORTED);
      })
      .catch((error: unknown) => {
        if ((error as Error).message !== ABORTED) throw error;
      });
  await aborting(long, () => aborting(short, () => Promise.resolve()));
  await Promise.all([long.close(), short.close()]);
  await client.close();
  const journal = await fill(context, { topic, partitions: [0], each: 100 });
  const readers = new Readers(context, [topic]);
  await readers.through(journal);
  const findings = await readers.findings((reader) => {
    const aborted = reader.seen.filter(({ value }) => String(value) === ABORTED).length;
    const { isGood, text } = seenOf(reader, journal);
    return { isGood: isGood && aborted === 0, text: aborted === 0 ? text : `${text}, and ${aborted} aborted ones` };
  });
  await readers.stop();
  return findings;
}

export const transactions: readonly Situation[] = [
  {
    name: 'overlapping-aborts',
    what: 'two transactions that overlap in a partition are aborted, and messages follow',
    run: overlappingAborts,
  },
];
