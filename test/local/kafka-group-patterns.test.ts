import { consume, createTopic, deleteTopic } from '../../lib/kafka';
import { eventually } from '../support/eventually';
import { foreignMembers } from '../support/foreign-members';
import { startMember } from '../support/group-member';
import { job, linesOf } from '../support/jobs';
import { KafkaFixture, numbers } from '../support/kafka-fixture';

jest.setTimeout(180_000);

const kafka = new KafkaFixture({ brokers: 1 });

async function made(name: string, values: readonly string[]): Promise<string> {
  await createTopic(kafka.client, { name, partitions: 2, replicationFactor: 1 });
  await kafka.produce(name, values);
  return name;
}

describe('a subscription by pattern', () => {
  test('has the topics that match, those that come later, and no longer those that go', async () => {
    const [first, second, other] = [await made('a-1', ['1']), await made('a-2', ['2']), await made('b-1', ['b'])];
    const pattern = { groupId: 'pattern', topics: /^a-/ };
    const members = [await startMember(kafka.local.bootstrap, pattern)];
    await members[0]!.sees(first, ['1']);
    await members[0]!.sees(second, ['2']);
    const later = await made('a-3', numbers(5));
    await members[0]!.sees(later, numbers(5));

    await deleteTopic(kafka.client, first);
    members.push(await startMember(kafka.local.bootstrap, pattern));
    const all = () => members.flatMap(({ seen }) => [...seen]);
    await eventually('the others go on, shared', async () => {
      for (const topic of [second, later])
        for (const partition of [0, 1]) await kafka.produce(topic, ['more'], partition);
      return members.every(({ seen }) => seen.includes(`${second} more`) || seen.includes(`${later} more`));
    });
    // One that comes back is another one.
    await made(first, ['again']);
    await eventually('it is read from its beginning', () => all().includes(`${first} again`));
    expect(all().filter((text) => text.startsWith(other))).toEqual([]);
    for (const member of members) await member.leave();
  });

  test('may match nothing yet, has none of the topics of Kafka itself, and reads what comes from its beginning', async () => {
    const member = await startMember(kafka.local.bootstrap, {
      groupId: 'nothing yet',
      topics: /^(c-|_)/,
      fromBeginning: false,
    });
    const topic = await made('c-1', numbers(3));
    await member.sees(topic, numbers(3));
    expect([...member.seen].sort()).toEqual(numbers(3).map((value) => `${topic} ${value}`));
    await member.leave();
    const options = { groupId: 'nothing at all', topics: /^none-/, fromBeginning: true, until: 'caught-up' } as const;
    expect(await consume(kafka.client, options, () => undefined)).toEqual({ messages: 0, ended: 'caught-up' });
  });

  test.each(['ours', 'theirs'])('shares a group with members of other clients, led by %s', async (leader) => {
    const of = (number: number) => `${leader}-${number}`;
    await made(of(1), ['1']);
    const ours = () =>
      startMember(kafka.local.bootstrap, { groupId: leader, topics: new RegExp(`^${leader}-`), assignors: ['range'] });
    // librdkafka takes what begins with ^ for a pattern, too.
    const theirs = () => foreignMembers['librdkafka (kcat), range'](kafka.local.bootstrap, leader, [`^${leader}-.*`]);
    const members = [await (leader === 'ours' ? ours() : theirs())];
    await eventually('the first has what is there', () => members[0]!.seen.includes(`${of(1)} 1`));
    members.push(await (leader === 'ours' ? theirs() : ours()));
    await made(of(2), numbers(10));
    const seen = () => members.flatMap((member) => [...member.seen]);
    await eventually('all came', () => numbers(10).every((value) => seen().includes(`${of(2)} ${value}`)), 60_000);
    await eventually(
      'both have something to do',
      async () => {
        for (const topic of [of(1), of(2)])
          for (const partition of [0, 1]) await kafka.produce(topic, ['more'], partition);
        return members.every((member) => member.seen.some((text) => text.endsWith(' more')));
      },
      60_000,
    );
    for (const member of members) await member.leave();
  });

  test('is told consume by a name that begins with ^', async () => {
    const topics = [await made('d-1', ['one']), await made('d-2', ['two'])];
    const args = ['-g', 'by pattern', '-f', '%t %s\\n'];
    const { exitCode, stdout } = await job(kafka.local, 'consume', ['-t', '^d-.*', ...args]);
    expect(exitCode).toBe(0);
    expect(linesOf(stdout).sort()).toEqual([`${topics[0]} one`, `${topics[1]} two`]);
    expect(await job(kafka.local, 'consume', ['-t', '^d-.*'])).toMatchObject({
      exitCode: 2,
      stderr: 'a pattern of topics, ^d-.*, needs --group\n',
    });
    expect((await job(kafka.local, 'consume', ['-t', '^d-(', ...args])).stderr).toMatch(
      /^-t must be a topic name, or a regular expression that begins with \^: .*, but "\^d-\(" was given\n$/,
    );
  });
});
