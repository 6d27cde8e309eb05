import { join } from 'node:path';
import { kafkaErrors } from '../../lib/kafka/protocol/kafka-errors';
import { provideJars } from '../../lib/local/distribution/provide-jars';
import { run } from '../support/run';

jest.setTimeout(90_000);

test('kafka-errors.ts knows the errors that the jars of Kafka know', async () => {
  const { classPath } = await provideJars();
  const program = join(__dirname, '../java/KafkaErrors.java');
  const { exitCode, stdout } = await run('java', ['-cp', classPath, program]);
  expect(exitCode).toBe(0);
  const printed = /\{[^]*\}/.exec(stdout)![0];
  expect(kafkaErrors).toEqual((0, eval)(`(${printed})`));
});
