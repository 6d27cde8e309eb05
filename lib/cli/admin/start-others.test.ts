import { KafkaError } from '../../kafka';
import { orStartOthers } from './start-others';

const tooFew = new KafkaError('TOO_FEW_BROKERS', 'only 2 brokers are up: use 1 to 2');

test('where brokers that are described do not run, starting them is a way out', () => {
  expect(orStartOthers(tooFew, { needed: 3, described: 3, up: 2 })).toMatchObject({
    code: 'TOO_FEW_BROKERS',
    message: 'only 2 brokers are up: use 1 to 2, or start the others: npm run up',
  });
});

test.each([
  ['all that are described run', tooFew, { needed: 4, described: 2, up: 2 }],
  ['all that are described would not do', tooFew, { needed: 4, described: 3, up: 2 }],
  ['the refusal is another one', new KafkaError('TOPIC_EXISTS', 'x'), { needed: 3, described: 3, up: 2 }],
])('it is none where %s', (_, error, counts) => {
  expect(orStartOthers(error, counts)).toBe(error);
});
