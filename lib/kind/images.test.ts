import { defineCluster } from '../cluster';
import { buildsOf } from './images';

test('the image of the jobs has the agent for those only who describe metrics: others need not fetch it', () => {
  const images = { jobs: 'jobs:1' };
  const plain = 'build --tag jobs:1 --file jobs/Dockerfile build/jobs';
  const builds = (description: object) =>
    buildsOf(defineCluster({ images, ...description })).map((each) => each.join(' '));
  expect(builds({})).toEqual([plain]);
  expect(builds({ metrics: true })).toEqual([
    plain,
    'build --tag jobs:1 --file jobs/metrics.Dockerfile --build-arg JOBS=jobs:1 build/jobs',
  ]);
});
