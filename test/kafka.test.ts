import { createServer, type AddressInfo } from 'node:net';
import type * as Kafka from '../kafka';
import { rejection } from './support/rejection';

jest.setTimeout(30_000);

const before = process.env;

/** What a program gets that imports 'kafka-streaming/kafka' with these variables. */
async function importWith(env: NodeJS.ProcessEnv): Promise<typeof Kafka> {
  process.env = { ...before, ...env };
  let imported: typeof Kafka;
  await jest.isolateModulesAsync(async () => {
    imported = await import('../kafka.ts');
  });
  return imported!;
}

afterEach(() => (process.env = before));

const firstUse = async ({ producer, topics }: typeof Kafka) => {
  const orders = producer(topics.test);
  const error = await rejection(orders.send({ value: 'a' }));
  await orders.close();
  return error;
};

/** A port where nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test('variables that mean something else to the program do not hinder it', async () => {
  const brokers = `127.0.0.1:${await closedPort()}`;
  const env = { LOG_LEVEL: 'trace', LOG_FORMAT: 'pretty', KAFKA_BROKERS: brokers, DEADLINE_MS: '1' };
  expect(await firstUse(await importWith(env))).toMatchObject({ code: 'CANNOT_CONNECT' });
});

test.each([
  [{ KAFKA_BROKERS: 'broker' }, { exitCode: 2, message: /^KAFKA_BROKERS must be a list of host:port/ }],
  [{ DEADLINE_MS: 'soon' }, { exitCode: 2, message: /^DEADLINE_MS must be a time span/ }],
  [
    { KAFKA_CLUSTER: 'three-broker', KAFKA_BROKERS: '127.0.0.1:1' },
    { exitCode: 2, message: /^cluster "three-broker" is not defined in cluster\.ts: .*did you mean "three-brokers"\?/ },
  ],
])('%j is refused when a client is first used, not when it is imported', async (env, { exitCode, message }) => {
  const error = await firstUse(await importWith(env));
  expect(error).toMatchObject({ exitCode });
  expect(error.message).toMatch(message);
});

test('the topics are those of the named cluster', async () => {
  const { topics } = await importWith({ KAFKA_CLUSTER: ' one-broker ' });
  expect(topics.test.replicationFactor).toBe(1);
  expect((await importWith({ KAFKA_CLUSTER: '' })).topics.test.replicationFactor).toBe(3);
});
