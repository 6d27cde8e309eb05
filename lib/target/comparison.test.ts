import { defineCluster, factsOf } from '../cluster';
import { differencesBetween } from './comparison';

const [before, after] = [{}, { brokers: 2 }].map((description) => factsOf(defineCluster(description)));
const brokers = (refusals: readonly string[]) =>
  differencesBetween(before!, after!, 'local', refusals).find(({ field }) => field === 'brokers')?.does;

test('what is refused unless something is so is told by what was found, with what was described', () => {
  expect(brokers(['brokers is 2 in cluster.ts, but broker-3 holds replicas'])).toMatch(/^refused: .* --to 1,2`/);
  expect(brokers(['topic "x" has 6 partitions'])).toBe('at once, by up: the brokers to go hold no replica');
});
