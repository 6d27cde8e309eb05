import * as published from 'kafkajs';
import * as ours from '.';

test('exports all that kafkajs does, and of it only Kafka is another', () => {
  const { Kafka, ...others } = jest.requireActual<typeof published>('kafkajs');
  expect(ours).toMatchObject(others);
  expect(ours.Kafka).not.toBe(Kafka);
});

test('makes what has the methods and the events of kafkajs', () => {
  const options = { brokers: ['localhost:1'], logLevel: published.logLevel.NOTHING };
  const [one, other] = [new ours.Kafka(options), new published.Kafka(options)];
  const createPartitioner = published.Partitioners.DefaultPartitioner;
  for (const [mine, theirs] of [
    [one.producer({ createPartitioner }), other.producer({ createPartitioner })],
    [one.consumer({ groupId: 'g' }), other.consumer({ groupId: 'g' })],
    [one.admin(), other.admin()],
  ] as const) {
    expect(Object.keys(mine).sort()).toEqual(Object.keys(theirs).sort());
    expect(mine.events).toEqual(theirs.events);
  }
});
