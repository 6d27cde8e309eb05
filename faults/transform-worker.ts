import { connect, transform, type Consumed } from '../lib/kafka';

export interface Work {
  readonly bootstrap: readonly string[];
  readonly groupId: string;
  readonly from: string;
  readonly to: string;
  readonly transactionalId: string;
}

/** Copies messages from topic to topic, each exactly once. */
export async function work(work: Work, signal: AbortSignal): Promise<Consumed> {
  const { bootstrap, groupId, from, to, transactionalId } = work;
  const client = await connect({ brokers: bootstrap, clientId: transactionalId });
  try {
    const options = { groupId, topics: [from], fromBeginning: true, transactionalId, signal };
    return await transform(client, options, async ({ messages }, transaction) => {
      await Promise.all(
        messages.map(({ key, value, headers }) => transaction.send({ topic: to, key, value, headers })),
      );
    });
  } finally {
    await client.close();
  }
}

// As a program of its own, so that it can be killed.
if (require.main === module) void work(JSON.parse(process.argv[2]!) as Work, new AbortController().signal);
