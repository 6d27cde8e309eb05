import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineCluster } from '../cluster';
import { packageRoot } from '../package';
import { buildArguments } from './images';

test('the image of the jobs has the agent for those only who describe metrics: others need not fetch it', () => {
  const images = { jobs: 'jobs:1' };
  const plain = 'build --tag jobs:1 --file jobs/Dockerfile build/jobs';
  expect(buildArguments(defineCluster({ images })).join(' ')).toBe(plain);
  expect(buildArguments(defineCluster({ images, metrics: true })).join(' ')).toBe(
    plain.replace('build', 'build --target metrics'),
  );
});

test.each(['jobs', 'templates/project/jobs'])(
  'the Dockerfile in %s has that stage, and ends with the one without',
  (folder) => {
    const stages = readFileSync(join(packageRoot, folder, 'Dockerfile'), 'utf8').match(/^FROM .*$/gm)!;
    expect(stages.slice(1)).toEqual(['FROM jobs AS metrics', 'FROM jobs']);
  },
);
