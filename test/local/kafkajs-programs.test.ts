import { join } from 'node:path';
import { createTopic } from '../../lib/kafka';
import { eventually } from '../support/eventually';
import { KafkaFixture } from '../support/kafka-fixture';
import { run } from '../support/run';

jest.setTimeout(180_000);

const kafka = new KafkaFixture({ config: { 'group.initial.rebalance.delay.ms': 0 } });
const ROOT = join(__dirname, '../..');
const REGISTER = ['-r', join(ROOT, 'kafkajs-register.js')];

/** A program that knows of kafkajs only, as it is, or with `-r kafka-streaming/kafkajs/register`. */
async function printed(options: readonly string[], program: string, env: Record<string, string>): Promise<string> {
  const file = join(ROOT, 'test/kafkajs-programs', program);
  const ended = await run(process.execPath, [...options, file], {
    env: { ...env, BROKERS: kafka.local.bootstrap.join(), KAFKAJS_NO_PARTITIONER_WARNING: '1' },
    deadlineMs: 60_000,
  });
  expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
  return ended.stdout;
}

test('has a transactional program do the same on kafkajs and on ours', async () => {
  const runOn = async (options: readonly string[]) => {
    const [input, output] = [await kafka.freshTopic(1), await kafka.freshTopic(1)];
    await kafka.produce(input, ['10', '20', '30']);
    const committed = await printed(options, 'transform.js', { INPUT: input, OUTPUT: output, COUNT: '3' });
    await eventually('all is committed', async () => (await kafka.readAll(output)).length >= 3);
    return [committed.replaceAll(input, 'prices'), await kafka.readAll(output)];
  };
  const theirs = await runOn([]);
  expect(theirs[1]).toEqual(['12', '24', '36']);
  expect(await runOn(REGISTER)).toEqual(theirs);
});

test('has an admin program do the same on kafkajs and on ours', async () => {
  // kafkajs does not wait until all brokers know that a topic is gone: each has its own.
  const runOn = async (options: readonly string[], TOPIC: string) =>
    (await printed(options, 'admin.js', { TOPIC })).replaceAll(TOPIC, 'by-hand');
  const theirs = await runOn([], 'with-theirs');
  expect(theirs.trim().split('\n')).toHaveLength(9);
  expect(await runOn(REGISTER, 'with-ours')).toBe(theirs);
});

test('has a NestJS microservice do the same on kafkajs and on ours', async () => {
  const runOn = async (options: readonly string[]) => {
    const [questions, events] = [await kafka.freshTopic(), await kafka.freshTopic()];
    await createTopic(kafka.client, { name: `${questions}.reply`, partitions: 3, replicationFactor: 3 });
    const told = await printed(options, 'nest.mjs', { QUESTIONS: questions, EVENTS: events });
    return told.replaceAll(events, 'orders');
  };
  const theirs = await runOn([]);
  expect(theirs.trim().split('\n')).toHaveLength(4);
  expect(await runOn(REGISTER)).toBe(theirs);
});
