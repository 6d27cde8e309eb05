import { startMember } from '../support/group-member';
import { eventually } from '../support/eventually';
import { foreignMembers, type ForeignMember } from '../support/foreign-members';
import { kafkaPython } from '../support/foreign-members/kafka-python';
import { KafkaFixture, numbers } from '../support/kafka-fixture';

jest.setTimeout(180_000);

const PARTITIONS = 10;
const kafka = new KafkaFixture();
beforeAll(kafkaPython, 180_000);

type Starting = () => Promise<ForeignMember>;

/** The first leads. Each gets something to do, and then nothing of what comes is missing or comes twice. */
async function share(members: (topic: string) => readonly Starting[]): Promise<void> {
  const topic = await kafka.freshTopic(PARTITIONS);
  let sent = 0;
  const more = async () => {
    const values = numbers(PARTITIONS * 2, (sent += PARTITIONS * 2));
    for (let partition = 0; partition < PARTITIONS; partition++)
      await kafka.produce(topic, values.slice(partition * 2, partition * 2 + 2), partition);
    return values.map((value) => `${topic} ${value}`);
  };
  const all: ForeignMember[] = [];
  const seen = () => all.flatMap((member) => member.seen);
  const expected: string[] = [];
  for (const start of members(topic)) {
    const member = await start();
    all.push(member);
    await eventually(
      'the new member has something to do',
      async () => {
        expected.push(...(await more()));
        return member.seen.length > 0;
      },
      60_000,
    );
  }
  const isAllSeen = () => {
    const found = new Set(seen());
    return expected.every((text) => found.has(text));
  };
  const missing = () =>
    Promise.resolve(`${expected.filter((text) => !seen().includes(text)).length} of ${expected.length} are missing`);
  await eventually('all were seen', isAllSeen, 60_000, missing);
  // The group is at rest now.
  const last = await more();
  expected.push(...last);
  await eventually('the last were seen', isAllSeen, 60_000, missing);
  const twice = last.filter((text) => seen().filter((one) => one === text).length > 1);
  // By whom: in the order in which they started.
  expect(twice.map((text) => [text, all.map((member) => member.seen.filter((one) => one === text).length)])).toEqual(
    [],
  );
  for (const member of all.reverse()) await member.leave();
}

const ours =
  (groupId: string, topic: string, assignors?: readonly ['cooperative-sticky']): Starting =>
  () =>
    startMember(kafka.local.bootstrap, { groupId, topics: [topic], ...(assignors ? { assignors } : {}) });

const foreign =
  (name: keyof typeof foreignMembers, groupId: string, topic: string): Starting =>
  () =>
    foreignMembers[name](kafka.local.bootstrap, groupId, [topic]);

describe('one group of several clients', () => {
  const names = ['Java, range', 'librdkafka (kcat), range', 'kafka-python, range', 'kafkajs, range'] as const;

  test('shares what comes, led by ours', () =>
    share((topic) => [ours('led-by-ours', topic), ...names.map((name) => foreign(name, 'led-by-ours', topic))]));

  test.each(names)('shares what comes, led by %s', (leader) =>
    share((topic) => [
      foreign(leader, `led-by-${leader}`, topic),
      ours(`led-by-${leader}`, topic),
      ...names.filter((name) => name !== leader).map((name) => foreign(name, `led-by-${leader}`, topic)),
    ]),
  );

  test.each([
    ['ours', [0, 1, 2]],
    ['Java', [1, 0, 2]],
    ['librdkafka (kcat)', [2, 0, 1]],
  ])('keeps what stays where it is with cooperative-sticky, led by %s', (leader, order) =>
    share((topic) => {
      const groupId = `cooperative-led-by-${leader}`;
      const all = [
        ours(groupId, topic, ['cooperative-sticky']),
        foreign('Java, cooperative-sticky', groupId, topic),
        foreign('librdkafka (kcat), cooperative-sticky', groupId, topic),
      ];
      return order.map((index) => all[index]!);
    }),
  );
});
