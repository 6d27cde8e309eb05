import { createTopic, deleteTopic, ensureTopics, health } from '../../lib/kafka';
import { eventually } from '../support/eventually';
import { startMember } from '../support/group-member';
import { KafkaFixture, numbers } from '../support/kafka-fixture';

jest.setTimeout(120_000);

const kafka = new KafkaFixture();

describe('the leader of a group', () => {
  test('assigns topics that other members read and it does not, and their new partitions', async () => {
    const [own, other] = [await kafka.freshTopic(), await kafka.freshTopic()];
    await kafka.produce(own, numbers(10));
    await kafka.produce(other, numbers(10));
    const leader = await startMember(kafka.local.bootstrap, { groupId: 'different', topics: [own] });
    await leader.sees(own, numbers(10));
    const follower = await startMember(kafka.local.bootstrap, { groupId: 'different', topics: [other] });
    await follower.sees(other, numbers(10));

    await ensureTopics(kafka.client, [{ name: other, partitions: 5, replicationFactor: 3 }]);
    await kafka.produce(other, ['in the new one'], 4);
    await follower.sees(other, ['in the new one']);
    await leader.leave();
    await follower.leave();
  });

  test('goes on with the other topics when one is deleted, and with that one when it is made anew', async () => {
    const [lasting, passing] = [await kafka.freshTopic(), await kafka.freshTopic()];
    await kafka.produce(passing, ['old']);
    const member = await startMember(kafka.local.bootstrap, { groupId: 'deleted', topics: [lasting, passing] });
    await member.sees(passing, ['old']);
    await deleteTopic(kafka.client, passing);
    await kafka.produce(lasting, ['while it is gone']);
    await member.sees(lasting, ['while it is gone']);
    await eventually('nothing is committed for it any more', async () => {
      const { groups } = await health(kafka.client);
      return groups.find(({ groupId }) => groupId === 'deleted')?.lag[passing] === undefined;
    });
    await kafka.produce(lasting, ['later']);
    await member.sees(lasting, ['later']);
    await createTopic(kafka.client, { name: passing, partitions: 2, replicationFactor: 3 });
    await kafka.produce(passing, numbers(5));
    await member.sees(passing, numbers(5));
    await member.leave();
  });
});

test('a member waits a while for its only topic, which is made anew while the group is divided anew', async () => {
  const [only, other] = [await kafka.freshTopic(), await kafka.freshTopic()];
  await kafka.produce(only, ['old']);
  let isDividedAnew = false;
  const on = { rebalancing: () => (isDividedAnew = true) };
  const member = await startMember(kafka.local.bootstrap, { groupId: 'waiting', topics: [only], on });
  await member.sees(only, ['old']);
  await deleteTopic(kafka.client, only);
  const joining = await startMember(kafka.local.bootstrap, { groupId: 'waiting', topics: [other] });
  await eventually('the group is divided anew', () => isDividedAnew);
  await createTopic(kafka.client, { name: only, partitions: 1, replicationFactor: 3 });
  await kafka.produce(only, ['new']);
  await member.sees(only, ['new']);
  await Promise.all([member.leave(), joining.leave()]);
});
