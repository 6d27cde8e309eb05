import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KAFKA_VERSIONS } from '../../lib/cluster';
import { provideJars } from '../../lib/local/distribution/provide-jars';
import { run } from '../support/run';

jest.setTimeout(90_000);

const root = join(__dirname, '../..');
/** Without what prettier may change: blanks, quotes that a name does not need, and a comma after the last of several lines. */
const bare = (text: string): string => text.replaceAll(/[\s']+/g, '').replaceAll(/,(?=[}\]])/g, '');

test.each(KAFKA_VERSIONS)('the properties that the jars of Kafka %s know are known', async (version) => {
  const { classPath } = await provideJars({ version });
  const { exitCode, stdout } = await run('java', ['-cp', classPath, join(root, 'test/java/KafkaConfigs.java')]);
  expect(exitCode).toBe(0);
  expect(bare(readFileSync(join(root, `lib/cluster/kafka-configs/kafka-${version}.ts`), 'utf8'))).toBe(bare(stdout));
});
