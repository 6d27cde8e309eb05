import { eventually } from '../../../test/support/eventually';
import { FakeBrokerFixture } from '../../../test/support/fake-broker-fixture';
import { findTopic } from '../client/find-topic';
import { RecordBatchBuilder } from '../protocol/records/record-batch';
import { Outbox } from './outbox';

const NOT_ENOUGH_REPLICAS = 19;

const fixture = new FakeBrokerFixture('t', 5);
let outbox: Outbox;
beforeEach(async () => {
  fixture.broker.inSync = [[1, 2], [1, 3], [2, 1], [3, 1], [1]];
  await findTopic(fixture.client, 't', 5000);
  outbox = new Outbox(1, fixture.client, undefined);
});

let producerId = 0n;
function post(partition: number) {
  const records = new RecordBatchBuilder();
  records.append(null, `to ${partition}`, undefined, Date.now());
  const batch = records.seal({ producerId: ++producerId, epoch: 0 }, 0, { codec: 0, transactional: false });
  return outbox.post({ topic: 't', partition, batch }, () => undefined);
}

/** What is asked of the broker, by request. */
const requests = () => fixture.broker.requests.map((batches) => batches.map(({ partition }) => partition));

const asked = (count: number) => eventually(`${count} requests`, () => fixture.broker.requests.length === count);

const never = () => ({ answer: 'never' }) as const;

test('what is ready at the same time and waits for the same replicas is one request', async () => {
  await Promise.all([0, 1, 2, 3, 4].map((partition) => post(partition).answer));
  expect(requests()).toEqual([[0, 2], [1, 3], [4]]);
});

test('each partition has its own answer', async () => {
  fixture.broker.decide = ({ partition }) => (partition === 2 ? { error: NOT_ENOUGH_REPLICAS } : {});
  expect(await Promise.all([0, 2].map((partition) => post(partition).answer))).toMatchObject([
    { partition: 0, error: undefined, firstOffset: 0 },
    { partition: 2, error: { type: 'NOT_ENOUGH_REPLICAS' } },
  ]);
});

test('where some replicas are slow, a connection is left for who does not need them', async () => {
  fixture.broker.decide = ({ partition }) => (partition % 2 === 1 ? never() : {});
  const slow = [post(1)];
  await asked(1);
  slow.push(post(3));
  await asked(2);
  // A third one, should there be more than two partitions.
  slow.push(post(1));
  await Promise.all([0, 4].map((partition) => post(partition).answer));
  expect(requests()).toEqual([[1], [3], [0], [4]]);
  for (const parcel of slow) outbox.forget(parcel);
});

test('who is not waited for any more does not end the waiting of the others', async () => {
  let go = (): void => undefined;
  const gate = new Promise<void>((resolve) => (go = resolve));
  fixture.broker.decide = async () => {
    await gate;
    return {};
  };
  const [first, second] = [post(0), post(2)];
  await asked(1);
  outbox.forget(first);
  go();
  expect(await second.answer).toMatchObject({ partition: 2, error: undefined });
});

test('a request that nobody waits for any more has its connection closed, and what comes has another one', async () => {
  fixture.broker.decide = (_, attempt) => (attempt <= 2 ? never() : {});
  const forgotten = [post(0), post(2)];
  await asked(1);
  for (const parcel of forgotten) outbox.forget(parcel);
  await expect(forgotten[0]!.answer).rejects.toMatchObject({ code: 'NO_ANSWER' });
  expect(forgotten.map(({ isSent }) => isSent)).toEqual([true, true]);
  expect(await post(0).answer).toMatchObject({ error: undefined });
});

test('what is forgotten before it was sent is not sent', async () => {
  const forgotten = post(0);
  outbox.forget(forgotten);
  await post(2).answer;
  expect(forgotten.isSent).toBe(false);
  expect(requests()).toEqual([[2]]);
});

test('all that waits is told that there is no connection', async () => {
  await fixture.client.close();
  const posted = [post(0), post(1)];
  for (const { answer, isSent } of posted) {
    await expect(answer).rejects.toMatchObject({ code: 'CLOSED' });
    expect(isSent).toBe(false);
  }
});
