import { createTopic, deleteTopic, read, type Client } from '../../lib/kafka';
import { Audit, identityOf, Journal } from '../../lib/audit';
import { runProgram } from '../../test/support/run';
import { CommittedOffsets } from '../committed-offsets';
import type { Fault, FaultContext, FaultRun } from '../fault';
import { Load } from '../load';
import { leaderOf, untilDeposed } from '../observe';
import { restart } from '../context';
import { work } from '../transform-worker';

export const transforms: readonly Fault[] = [
  {
    name: 'transform-killed',
    does: 'a program that copies a topic in transactions is killed, then a leader is',
    run: killTransform,
  },
];

async function killTransform(context: FaultContext): Promise<FaultRun> {
  const { local, observer, topic, messages, rate } = context;
  const { bootstrap } = local;
  const from = `${topic}-source`;
  await createTopic(observer, { name: from, partitions: 6, replicationFactor: 3 });
  const common = { bootstrap, groupId: `of ${topic}`, from, to: topic };
  const worker = (number: number) => ({ ...common, transactionalId: `${topic}-${number}` });
  const load = await Load.start({ bootstrap, topic: from, rate });
  const stop = new AbortController();
  const workers = [work(worker(2), stop.signal)];
  const committed = await CommittedOffsets.watch(bootstrap, common.groupId, from);
  try {
    const doomed = runProgram('faults/transform-worker.ts', [JSON.stringify(worker(1))]);
    await committed.untilRisen(5);
    doomed.kill('SIGKILL');
    await doomed;
    // The same transactional id: this ends what the killed one left open.
    workers.push(work(worker(1), stop.signal));
    const leader = await leaderOf(context, 0);
    await local.kill('broker', leader, 'SIGKILL');
    await untilDeposed(context, leader);
    await restart(context);
    await load.finish(messages);
    await committed.untilAt(await endsOf(observer, from));
    return {
      hit: `one of two programs was killed, then broker ${leader}`,
      audit: new Audit([await expected(observer, topic, load.journal)], { transactional: true }),
      producer: load.stalls,
    };
  } finally {
    stop.abort();
    await committed.stop();
    await Promise.all(workers);
    await deleteTopic(observer, from);
  }
}

async function endsOf(client: Client, topic: string): Promise<Map<number, number>> {
  const ends = new Map<number, number>();
  for await (const { partition, nextOffset } of read(client, { topic })) ends.set(partition, nextOffset);
  return ends;
}

/** What the copy must hold: each message that was acknowledged in the source, wherever its copy is first found. */
export async function expected(client: Client, topic: string, source: Journal): Promise<Journal> {
  const journal = new Journal(source.run);
  const places = new Map<number, { partition: number; offset: number }>();
  for await (const { messages } of read(client, { topic })) {
    for (const { partition, offset, headers } of messages) {
      const sent = identityOf(headers);
      if (sent?.run === source.run && !places.has(sent.seq)) places.set(sent.seq, { partition, offset });
    }
  }
  for (let seq = 0; seq < source.sent; seq++) {
    if (source.outcomeOf(seq) === 'acked')
      journal.settle(seq, { outcome: 'acked', ...(places.get(seq) ?? { partition: 0, offset: -1 }) });
  }
  journal.complete(source.sent);
  return journal;
}
