import { testManyTopics } from '../support/many-topics';

jest.setTimeout(300_000);

// More than fit into a variable of a Job, and into two requests for their properties. `npm run test:long` has five thousand.
test('1,300 described topics are made, listed, and found as described the next time', () => testManyTopics(1300));
