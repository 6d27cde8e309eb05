import { Journal } from '../../audit';
import { journalledTopic, ofOtherClusters } from './journalled-topic';

const of = (...topics: readonly (string | undefined)[]) =>
  topics.map((topic, index) => {
    const journal = new Journal(`${index}`);
    journal.destination = topic === undefined ? undefined : { topic, clusterId: 'a' };
    return journal;
  });
const asked = (topic?: string) => ({ topic, by: '-t', otherwise: 'test' });

test.each([
  [['six'], undefined, 'six'],
  [['six', 'six'], 'six', 'six'],
  // Those of older versions name none.
  [[undefined], undefined, 'test'],
  [[undefined], 'six', 'six'],
  [[undefined, 'six'], undefined, 'six'],
])('journals of %j, and %j asked for, are of %s', (topics, topic, expected) =>
  expect(journalledTopic(of(...topics), asked(topic))).toEqual({ topic: expected }),
);

test('another topic is refused, and so are several', () => {
  expect(journalledTopic(of('six'), asked('test'))).toEqual({
    fault: 'the journal is of topic "six", but "test" was given by -t: leave that out',
  });
  expect(journalledTopic(of('six', 'five'), asked())).toEqual({
    fault: 'the journals are of several topics, five, six: audit those of each by themselves',
  });
});

test('other clusters are named', () => {
  expect(ofOtherClusters(of('six', undefined), 'a')).toEqual([]);
  expect(ofOtherClusters(of('six', 'six'), 'b')).toEqual(['a']);
});
