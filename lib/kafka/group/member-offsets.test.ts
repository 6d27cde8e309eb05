import { FakeBrokerFixture } from '../../../test/support/fake-broker-fixture';
import { findCoordinator } from '../protocol/requests/find-coordinator';
import { offsetCommit } from '../protocol/requests/offset-commit';
import { teller, type MemberHooks } from '../hooks';
import { Member } from './member';
import { MemberOffsets } from './member-offsets';

const ILLEGAL_GENERATION = 22;

const fixture = new FakeBrokerFixture('orders', 2);

/** @returns the offsets of a cooperative member of which the first commit is refused, and how often was committed */
function refusedOnce() {
  const { broker, client } = fixture;
  const [[nodeId]] = [...client.metadata.brokers] as [[number, unknown]];
  broker.answer(findCoordinator, () => {
    return { throttleTimeMs: 0, errorCode: 0, errorMessage: null, nodeId, host: '127.0.0.1', port: 1 };
  });
  let commits = 0;
  broker.answer(offsetCommit, () => {
    const errorCode = commits++ === 0 ? ILLEGAL_GENERATION : 0;
    return { throttleTimeMs: 0, topics: [{ name: 'orders', partitions: [{ partitionIndex: 0, errorCode }] }] };
  });
  const member = Object.assign(new Member('billing', null), { memberId: 'a', generationId: 5 });
  const options = { aheadMs: 1000, isCooperative: true, deadlineMs: 5000 };
  const committed: string[] = [];
  const tell = teller<MemberHooks>(
    { committed: (all) => committed.push(...all.map(({ partition, offset }) => `${partition}: ${offset}`)) },
    () => undefined,
  );
  return {
    member,
    offsets: new MemberOffsets(client, member, { ...options, tell }),
    committed,
  };
}

const at = (partition: number, offset: number) => ({ topic: 'orders', partition, offset });

describe('a cooperative member whose commit was refused', () => {
  test('commits again once it has joined, and what was refused of the partitions that it has kept', async () => {
    const { member, offsets, committed } = refusedOnce();
    await offsets.commit(at(0, 10));
    await offsets.commit(at(1, 20));
    expect(await offsets.flush()).toBe(false);
    expect(await offsets.commit(at(0, 11))).toBe(false);
    member.generationId = 6;
    offsets.renew(({ partition }) => partition === 1);
    expect(await offsets.commit(at(0, 10))).toBe(true);
    expect(await offsets.flush()).toBe(true);
    expect(committed.sort()).toEqual(['0: 10', '1: 20']);
    offsets.close();
  });
});
