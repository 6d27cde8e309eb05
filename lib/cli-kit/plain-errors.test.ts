import { join } from 'node:path';
import { run } from '../../test/support/run';

jest.setTimeout(30_000);

const ended = (program: string) =>
  run(process.execPath, ['-r', './register.js', '-e', `require('./lib/cli-kit/plain-errors');\n${program}`], {
    cwd: join(__dirname, '../..'),
  });

test('an error of the clients is the sentence that it is, also by the API of kafkajs', async () => {
  const { exitCode, stderr } = await ended(`
    const { Kafka } = require('kafka-streaming/kafkajs');
    const options = { brokers: ['localhost:1'], connectionTimeout: 100, retry: { retries: 0 } };
    void new Kafka(options).admin().connect();`);
  expect({ exitCode, stderr }).toEqual({
    exitCode: 3,
    stderr: expect.stringMatching(/^no broker answered .*\n$/) as string,
  });
});

test.each([
  ['of a program', "throw new TypeError('x')"],
  ['of kafkajs itself', "throw new (require('kafkajs').KafkaJSNonRetriableError)('x')"],
])('an error %s keeps its stack', async (_, program) => {
  const { exitCode, stderr } = await ended(program);
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringMatching(/x\n.*at /s) as string });
});
