import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { deleteRecords, deleteTopic, describeConfig, findTopics, type Message } from '../../lib/kafka';
import { isRestoring } from '../../lib/backup';
import { BackupFixture, SUCCESS } from '../support/backup-fixture';
import { eventually } from '../support/eventually';

jest.setTimeout(480_000);

const kafka = new BackupFixture();

const MANY = 20_000;
const messages = (topic: string, count: number): Message[] =>
  Array.from({ length: count }, (_, i) => ({ topic, partition: 0, value: `${i} ${randomBytes(500).toString('hex')}` }));

const own = async (topic: string) =>
  Object.fromEntries(
    (await describeConfig(kafka.client, { topic }))
      .filter(({ source }) => source === 'topic')
      .map(({ name, value }) => [name, value]),
  );

test('a restore that was killed leaves what it has finished as it is to be, and goes on where Kafka has deleted of that since', async () => {
  const to = join(kafka.folder, 'killed');
  const config = { 'retention.ms': '3600000' };
  await kafka.create({ name: 'a-small', config });
  await kafka.create({ name: 'b-large', config });
  await kafka.produce([...messages('a-small', 10), ...messages('b-large', MANY)]);
  expect(await kafka.backup(to)).toMatchObject(SUCCESS);
  const contents = await kafka.contents('b-large');
  for (const topic of ['a-small', 'b-large']) await deleteTopic(kafka.client, topic);

  const restore = kafka.restore(to);
  const size = () => kafka.size('b-large').catch(() => 0);
  await eventually('it fills the second topic', async () => (await size()) > 0, 150_000);
  // One more beside it would write the same records again.
  expect(await kafka.restore(to, ['b-large'])).toMatchObject({
    exitCode: 4,
    stderr: expect.stringMatching(/process \d+ restores topic "b-large" already: wait for it, or stop it/) as string,
  });
  restore.kill('SIGKILL');
  await restore;
  expect(await own('a-small')).toEqual(config);
  const left = await findTopics(kafka.client, 'all');
  const isLeft = (topic: string) =>
    isRestoring(new Map(left.get(topic)!.config.changed.map(({ name, value }) => [name, value])));
  expect([isLeft('a-small'), isLeft('b-large')]).toEqual([false, true]);

  await deleteRecords(kafka.client, [{ topic: 'a-small', partition: 0, before: 4 }]);
  expect(await kafka.restore(to)).toMatchObject(SUCCESS);
  expect(await own('b-large')).toEqual(config);
  expect(await kafka.contents('b-large')).toEqual(contents);
  expect(await kafka.recordsFrom('a-small', 0, 4)).toBe(6);
});

test('what is restored with fewer replicas in sync than it wanted is told', async () => {
  const to = join(kafka.folder, 'fewer');
  await kafka.create({ name: 'strict' });
  expect(await kafka.backup(to, ['strict'])).toMatchObject(SUCCESS);
  const restored = await kafka.restore(to, ['strict', '--as', 'lax', '-c', 'min.insync.replicas=2']);
  expect(restored.stderr).toContain('lax gets min.insync.replicas 1, and had 2, more than it has replicas now');
});
