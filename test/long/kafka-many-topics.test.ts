import { testManyTopics } from '../support/many-topics';

jest.setTimeout(600_000);

test('five thousand described topics are made, listed, and found as described the next time', () =>
  testManyTopics(5000));
