import { rejection } from '../../../test/support/rejection';
import { KafkaError } from '../protocol/errors';
import { onceEnoughBrokers } from './once-enough-brokers';

const tooFew = new KafkaError('TOO_FEW_BROKERS', 'only 2 brokers are up');
const signal = new AbortController().signal;

test('what is refused for want of brokers is done again until there are enough', async () => {
  const work = jest.fn().mockRejectedValueOnce(tooFew).mockRejectedValueOnce(tooFew).mockResolvedValueOnce('done');
  expect(await onceEnoughBrokers(work, { deadlineMs: 60_000, signal })).toBe('done');
});

test('after the deadline it is tried no more, and the Job may begin anew', async () => {
  const work = () => Promise.reject(tooFew);
  expect(await rejection(onceEnoughBrokers(work, { deadlineMs: 0, signal }))).toMatchObject({
    code: 'NOT_READY',
    message: 'after 0 s still: only 2 brokers are up',
  });
});

test('what is refused for another reason is not done again', async () => {
  const work = jest.fn().mockRejectedValue(new KafkaError('INVALID_TOPIC', 'no'));
  expect((await rejection(onceEnoughBrokers(work, { deadlineMs: 60_000, signal }))).message).toBe('no');
  expect(work).toHaveBeenCalledTimes(1);
});
