import { join } from 'node:path';
import { read, TransactionalProducer } from '../../lib/kafka';
import { BackupFixture, SUCCESS } from '../support/backup-fixture';

jest.setTimeout(240_000);

const kafka = new BackupFixture();

/** An open transaction with one message in partition 1, and what comes behind it. */
async function opened(topic: string): Promise<{ readonly commit: () => Promise<void> }> {
  const id = { transactionalId: topic, transactionTimeoutMs: 600_000, lingerMs: 0 };
  const producer = new TransactionalProducer(kafka.client, id);
  let commit!: () => void;
  const mayCommit = new Promise<void>((resolve) => (commit = resolve));
  let sent!: () => void;
  const isSent = new Promise<void>((resolve) => (sent = resolve));
  const done = producer.transaction(async (transaction) => {
    await transaction.send({ topic, partition: 1, value: 'within' });
    sent();
    await mayCommit;
  });
  await isSent;
  await kafka.produce([
    { topic, partition: 1, value: 'behind' },
    { topic, partition: 0, value: 'beside' },
  ]);
  return {
    commit: async () => {
      commit();
      await done;
      await producer.close();
    },
  };
}

async function values(topic: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { messages } of read(kafka.client, { topic }))
    found.push(...messages.map(({ value }) => String(value)));
  return found.sort();
}

test('what an open transaction withholds is told by the exit code, and taken once it has ended', async () => {
  const [topic, to] = ['withheld', join(kafka.folder, 'withheld')];
  await kafka.create({ name: topic, partitions: 2 });
  await kafka.produce([{ topic, partition: 1, value: 'before' }]);
  const transaction = await opened(topic);

  const short = await kafka.backup(to, [topic, '--json']);
  expect(short.exitCode).toBe(4);
  expect(short.stderr).toContain(
    'withheld/1: 2 offsets from 1 on behind an open transaction are not in it: once that has ended, the same command takes them',
  );
  expect(JSON.parse(short.stdout)).toMatchObject([
    { newRecords: 2, withheld: [{ topic, partition: 1, from: 1, to: 2 }] },
  ]);
  const early = await kafka.restore(to, [topic, '--as', 'early']);
  expect(early).toMatchObject({
    ...SUCCESS,
    stderr: expect.stringContaining(
      'the backup of withheld/1 lacks the offsets 1 to 2, which were behind an open transaction',
    ) as string,
  });
  expect(await values('early')).toEqual(['before', 'beside']);

  await transaction.commit();
  const whole = await kafka.backup(to, [topic, '--json']);
  expect(whole).toMatchObject(SUCCESS);
  expect(JSON.parse(whole.stdout)).toMatchObject([{ newRecords: 2, withheld: [] }]);
  const late = await kafka.restore(to, [topic, '--as', 'late']);
  expect(late.stderr).not.toContain('lacks');
  expect(await values('late')).toEqual(['before', 'behind', 'beside', 'within']);
});

test('a transaction that ends soon is waited for', async () => {
  const [topic, to] = ['soon', join(kafka.folder, 'soon')];
  await kafka.create({ name: topic, partitions: 2 });
  const transaction = await opened(topic);
  const backup = kafka.backup(to, [topic], {
    onStderr: (text) => {
      if (text.includes('waiting for open transactions, which withhold soon/1: 2 offsets from 0 on'))
        void transaction.commit();
    },
  });
  expect(await backup).toMatchObject({ ...SUCCESS, stdout: expect.stringMatching(/soon +2 +3 +3 /) as string });
});
