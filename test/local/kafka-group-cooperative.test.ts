import { createProducer, describeGroup } from '../../lib/kafka';
import { eventually } from '../support/eventually';
import { startMember } from '../support/group-member';
import { KafkaFixture } from '../support/kafka-fixture';

jest.setTimeout(120_000);

const kafka = new KafkaFixture({ brokers: 1 });

const start = (options: Parameters<typeof startMember>[1]) =>
  startMember(kafka.local.bootstrap, { assignors: ['cooperative-sticky'], ...options });

describe('a member of a group of cooperative-sticky alone', () => {
  test('keeps what stays its own, and works on while others come and go', async () => {
    const topic = await kafka.freshTopic(6);
    // Long enough for nobody to be taken for dead on a busy machine: then all would begin anew.
    const sessionTimeoutMs = 20_000;
    const options = {
      groupId: 'cooperative',
      topics: [topic],
      sessionTimeoutMs,
    } as const;
    const members = [await start(options)];
    let sent = 0;
    const expected: string[] = [];
    const each = async () => {
      for (let partition = 0; partition < 6; partition++) {
        expected.push(`${sent}`);
        await kafka.produce(topic, [`${sent++}`], partition);
      }
    };
    await each();
    await members[0]!.sees(topic, expected);
    for (const more of [2, 3]) {
      members.push(await start(options));
      await eventually(`${more} members are at work`, async () => {
        await each();
        return members.every(({ seen }) => seen.length > 0);
      });
    }
    await members.pop()!.leave().then(each);
    await eventually('all were seen', () => {
      const seen = new Set(members.flatMap((member) => [...member.seen]));
      return seen.size > 0 && expected.slice(-6).every((value) => seen.has(`${topic} ${value}`));
    });
    // Two of its six went to the second member, one more to the third: the others were never taken from it.
    expect(members[0]!.assignments()).toBeLessThanOrEqual(8);
    const all = members.flatMap(({ seen }) => seen);
    expect(new Set(all).size).toBe(all.length);
    for (const member of members) await member.leave();
  });

  test('is handed nothing twice, nor is anybody else, while others come and leave under load', async () => {
    const topic = await kafka.freshTopic(6);
    const options = { groupId: 'busy', topics: [topic], batchMs: 3, sessionTimeoutMs: 20_000 };
    const producer = await createProducer(kafka.client);
    let sent = 0;
    const load = setInterval(() => {
      for (let i = 0; i < 30; i++) void producer.send({ topic, partition: i % 6, value: `${sent++}` });
    }, 10);
    const members = [await start(options)];
    for (let come = 0; come < 6; come++) {
      const other = await start(options);
      members.push(other);
      await eventually('it is at work', () => other.seen.length > 100);
      await other.leave();
    }
    clearInterval(load);
    await producer.close();
    const seen = () => members.flatMap(({ seen }) => seen);
    await eventually('all were seen', () => new Set(seen()).size === sent);
    expect(seen().length - sent).toBe(0);
    await members[0]!.leave();
  });

  test('has committed all in the end, though it kept partitions while the group waited for one that had died', async () => {
    const topic = await kafka.freshTopic(4);
    const options = { groupId: 'refused', topics: [topic], sessionTimeoutMs: 6000 };
    let sent = 0;
    const send = async (partitions: readonly number[]) => {
      for (const partition of partitions) await kafka.produce(topic, [`${partition}, ${sent++}`], partition);
    };
    const first = await start(options);
    const dying = await start(options);
    await eventually('both are at work', async () => {
      await send([0, 1, 2, 3]);
      return first.seen.length > 0 && dying.seen.length > 0;
    });
    await dying.die();
    const second = await start(options);
    // The others of its partitions stay its own, with nothing to commit.
    const busy = Number(/(\d), \d+$/.exec(first.seen.at(-1)!)![1]);
    await eventually('the group is divided anew', async () => {
      await send([busy]);
      const { state, members } = await describeGroup(kafka.client, 'refused');
      return state === 'Stable' && members.length === 2;
    });
    await send([busy]);
    await eventually('all is committed', async () => {
      const { offsets } = await describeGroup(kafka.client, 'refused');
      return offsets.length === 4 && offsets.every(({ offset, endOffset }) => offset === endOffset);
    });
    await second.leave();
    await first.leave();
  });
});
