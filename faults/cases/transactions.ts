import { connect, KafkaError, TransactionalProducer, type Transaction } from '../../lib/kafka';
import { Audit, auditHeader, Journal, newRunId } from '../../lib/audit';
import { eventually } from '../../test/support/eventually';
import type { Fault, FaultContext, FaultRun } from '../fault';
import { Group } from '../group';
import { coordinatorOf, untilDeposed } from '../observe';
import { restart } from '../context';
import { TransactionLoad } from '../transactions';

const WRITERS = 3;
const THEFTS = 20;
/** Messages of a transaction, the late one included. */
const LATE_ROUND = 20;
/** Each is the whole situation: of more there would be nothing else to see. */
const MAX_LATE_TRANSACTIONS = 500;

class GivenUp extends Error {}

export const transactions: readonly Fault[] = [
  {
    name: 'transaction-coordinator-killed',
    does: 'the coordinator of a transactional id is killed while transactions are committed and aborted',
    allows: ['aborted', 'unknown'],
    run: killCoordinator,
  },
  {
    name: 'transactional-id-stolen',
    does: 'a second producer opens with the transactional id of one that is in a transaction',
    allows: ['aborted'],
    run: stealIds,
  },
  {
    name: 'late-send-in-a-transaction',
    does: 'messages are handed to transactions that have ended, committed or aborted, and others not awaited before',
    allows: ['aborted', 'failed'],
    run: sendLate,
  },
];

/** Several writers: their aborted transactions overlap in each partition. */
async function killCoordinator(context: FaultContext): Promise<FaultRun> {
  const { local, observer, topic, messages, rounds } = context;
  const writers = await Promise.all(
    Array.from({ length: WRITERS }, () => TransactionLoad.start(local.bootstrap, topic)),
  );
  const audit = new Audit(
    writers.map(({ journal }) => journal),
    { transactional: true },
  );
  const group = new Group(local.bootstrap, topic, `of ${topic}`, audit.readers('the group'));
  const [first] = writers as [TransactionLoad];
  const killed: number[] = [];
  const untilCommitted = async (more: number) => {
    const enough = first.transactions.acked + more;
    await eventually('transactions are committed', () => first.transactions.acked >= enough, 90_000);
  };
  try {
    await group.join();
    await group.untilAtWork(6);
    for (let round = 0; round < rounds; round++) {
      const coordinator = await coordinatorOf(context, 'transaction', first.transactionalId);
      await local.kill('broker', coordinator, 'SIGKILL');
      killed.push(coordinator);
      await untilDeposed(context, coordinator);
      await untilCommitted(3);
      await restart(context);
    }
    await eventually('enough is sent', () => writers.reduce((sum, { sent }) => sum + sent, 0) >= messages, 240_000);
  } catch (error) {
    await group.leave().catch(() => undefined);
    throw error;
  } finally {
    await Promise.all(writers.map((writer) => writer.finish()));
  }
  for (const writer of writers) await writer.requireWhole(observer);
  const { acked, aborted, unknown } = first.transactions;
  const hit = `coordinators ${killed.join(', ')} killed; of one writer ${acked} committed, ${aborted} aborted, ${unknown} unknown`;
  return { hit, audit, producer: first.stalls, group };
}

async function stealIds({ local, topic }: FaultContext): Promise<FaultRun> {
  const client = await connect({ brokers: local.bootstrap, clientId: 'thefts' });
  const journal = new Journal(newRunId());
  const audit = new Audit([journal], { transactional: true });
  let seq = 0;
  let why = '';
  const next = () => ({ topic, key: `${seq % 50}`, value: 'x', headers: [auditHeader(journal.run, seq++)] });
  try {
    for (let theft = 0; theft < THEFTS; theft++) {
      const options = { transactionalId: `stolen-${journal.run}-${theft}` };
      const [robbed, thief] = [new TransactionalProducer(client, options), new TransactionalProducer(client, options)];
      const robbing = robbed.transaction(async (transaction) => {
        const mine = seq;
        await transaction.send(next());
        journal.settle(mine, { outcome: 'aborted' });
        await thief.transaction(async (stolen) => {
          const its = seq;
          journal.settle(its, { outcome: 'acked', ...(await stolen.send(next())) });
        });
      });
      why = await robbing.then(
        () => {
          throw new Error('both producers of one transactional id have committed');
        },
        (error: unknown) => {
          if (error instanceof KafkaError && error.code === 'FENCED') return error.message;
          throw error;
        },
      );
      await Promise.all([robbed.close(), thief.close()]);
    }
  } finally {
    await client.close();
  }
  journal.complete(seq);
  return { hit: `${THEFTS} times fenced: ${why}`, audit };
}

/** What is sent within a transaction is part of it, awaited or not; what comes later is part of none. */
async function sendLate({ local, topic, messages }: FaultContext): Promise<FaultRun> {
  const client = await connect({ brokers: local.bootstrap, clientId: 'late' });
  const journal = new Journal(newRunId());
  const producer = new TransactionalProducer(client, { transactionalId: `late-${journal.run}` });
  const rounds = Math.min(Math.ceil(messages / LATE_ROUND), MAX_LATE_TRANSACTIONS);
  let seq = 0;
  const hand = (transaction: Transaction) => {
    const mine = seq++;
    const message = { topic, key: `${mine % 50}`, value: 'x', headers: [auditHeader(journal.run, mine)] };
    return { mine, sent: transaction.send(message) };
  };
  const late: Promise<unknown>[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      const isAborted = round % 3 === 0;
      const handed: ReturnType<typeof hand>[] = [];
      let leaked: Transaction | undefined;
      await producer
        .transaction((transaction) => {
          leaked = transaction;
          for (let i = 1; i < LATE_ROUND; i++) handed.push(hand(transaction));
          return isAborted ? Promise.reject(new GivenUp()) : Promise.resolve();
        })
        .catch((error: unknown) => {
          if (!(error instanceof GivenUp)) throw error;
        });
      for (const { mine, sent } of handed)
        journal.settle(mine, isAborted ? { outcome: 'aborted' } : { outcome: 'acked', ...(await sent) });
      const { mine, sent } = hand(leaked!);
      journal.settle(mine, { outcome: 'failed' });
      late.push(sent.catch((error: unknown) => (error instanceof KafkaError ? error.code : error)));
    }
  } finally {
    await producer.close();
    await client.close();
  }
  journal.complete(seq);
  const codes = new Set(await Promise.all(late));
  return {
    hit: `${late.length} messages came late: ${[...codes].join(', ')}`,
    audit: new Audit([journal], { transactional: true }),
  };
}
