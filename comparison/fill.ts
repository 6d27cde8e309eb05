import { auditHeader, Journal, newRunId } from '../lib/audit';
import { connect, createProducer } from '../lib/kafka';
import type { SituationContext } from './situation';

export interface Filling {
  readonly topic: string;
  readonly partitions: readonly number[];
  /** Messages of each partition. */
  readonly each: number;
  /** @default 'x', a hundred times */
  readonly value?: string | Buffer;
  /** Besides the one of the audit. */
  readonly headers?: readonly (readonly [name: string, value: string | Buffer])[];
}

/** Writes what is to be read by others, and returns when all of it is stored. */
export async function fill(
  { local }: Pick<SituationContext, 'local'>,
  { topic, partitions, each, value = 'x'.repeat(100), headers = [] }: Filling,
): Promise<Journal> {
  const client = await connect({ brokers: local.bootstrap, clientId: 'filling' });
  const producer = await createProducer(client);
  const journal = new Journal(newRunId());
  const send = async (seq: number) => {
    const partition = partitions[seq % partitions.length]!;
    const delivery = await producer.send({
      topic,
      partition,
      value,
      headers: [...headers, auditHeader(journal.run, seq, value)],
    });
    if (delivery.outcome !== 'acked') throw delivery.error;
    journal.settle(seq, delivery);
  };
  try {
    await Promise.all(Array.from({ length: each * partitions.length }, (_, seq) => send(seq)));
    journal.complete(each * partitions.length);
    return journal;
  } finally {
    await producer.close();
    await client.close();
  }
}
