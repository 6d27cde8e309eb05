import { FakeBrokerFixture } from '../../../test/support/fake-broker-fixture';
import { rejection } from '../../../test/support/rejection';
import { createTopics } from '../protocol/requests/create-topics';
import { createTopic } from './create-topic';

const ERRORS = { TOPIC_ALREADY_EXISTS: 36, REQUEST_TIMED_OUT: 7, NOT_CONTROLLER: 41 } as const;
type Answer = keyof typeof ERRORS | 'none';

describe('a change that was refused because it is made already', () => {
  const fixture = new FakeBrokerFixture('orders', 1);

  const create = async (...answers: readonly Answer[]): Promise<void> => {
    const left = [...answers];
    fixture.broker.answer(createTopics, () => {
      const answer = left.shift()!;
      if (answer === 'none') return undefined;
      return { throttleTimeMs: 0, topics: [{ name: 'orders', errorCode: ERRORS[answer], errorMessage: null }] };
    });
    await createTopic(fixture.client, { name: 'orders', partitions: 1, replicationFactor: 1 });
    expect(left).toEqual([]);
  };

  test.each<Answer>(['none', 'REQUEST_TIMED_OUT'])('was made by us when an earlier answer was: %s', async (answer) => {
    await create(answer, 'NOT_CONTROLLER', 'TOPIC_ALREADY_EXISTS');
  });

  test.each<{ earlier: readonly Answer[] }>([{ earlier: [] }, { earlier: ['NOT_CONTROLLER'] }])(
    'was made by others after %j',
    async ({ earlier }) => {
      expect(await rejection(create(...earlier, 'TOPIC_ALREADY_EXISTS'))).toMatchObject({ code: 'TOPIC_EXISTS' });
    },
  );
});
