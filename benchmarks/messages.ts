import { randomUUID } from 'node:crypto';
import { connect, createTopic, deleteTopic } from '../lib/kafka';
import { bootstrap, start, withFolder } from './cluster';
import { isKafkaPythonInstalled, kafkaPython } from './kafka-python/command';
import { interleaved, notHere, ratioRow, wallTime, type Row } from './measure';
import { toolCommand } from './tool-command';

const TOPIC = 'thirty';
const PYTHON_BAR = 0.6;
const NO_PYTHON = 'kafka-python is not installed: pip install kafka-python, or PYTHON=python-that-has-it';
const NOT_MEASURED = Promise.resolve(NaN);

/** 30 messages produced and consumed, process start to end, against Kafka's console tools. */
export const messages = (): Promise<Row[]> =>
  withFolder(async (folder) => {
    await start(folder);
    return thirtyMessages(bootstrap, { rounds: 5, bar: 0.25 });
  });

export async function thirtyMessages(
  brokers: readonly string[],
  { rounds, bar }: { readonly rounds: number; readonly bar: number },
): Promise<Row[]> {
  const tool = async (name: string, args: string[], input = '') =>
    wallTime({ ...(await toolCommand(name, ['--bootstrap-server', brokers[0]!, '--topic', TOPIC, ...args])), input });
  const job = (name: string, args: string[] = []) =>
    wallTime({
      file: process.execPath,
      args: ['-r', './register.js', `lib/cli/${name}.ts`, '-b', brokers.join(','), '-t', TOPIC, ...args],
    });
  const python = (name: 'produce' | 'consume', ...args: string[]) =>
    wallTime(kafkaPython(name, [brokers.join(','), TOPIC, ...args]));
  const lines = Array.from({ length: 30 }, (_, i) => `${i % 10}:New message # ${i}\n`).join('');
  const isPythonThere = isKafkaPythonInstalled();

  const client = await connect({ brokers });
  await createTopic(client, { name: TOPIC, partitions: 3, replicationFactor: 3 });
  try {
    const produce = await interleaved(
      {
        ours: () => job('produce'),
        console: () =>
          tool('kafka.tools.ConsoleProducer', ['--property', 'parse.key=true', '--property', 'key.separator=:'], lines),
        python: () => (isPythonThere ? python('produce') : NOT_MEASURED),
      },
      rounds,
    );
    // Each as a member of a new group of its own, which is what the console consumer is.
    const consume = await interleaved(
      {
        ours: () => job('consume', ['-n', '30', '-g', randomUUID()]),
        console: () =>
          tool('org.apache.kafka.tools.consumer.ConsoleConsumer', ['--from-beginning', '--max-messages', '30']),
        python: () => (isPythonThere ? python('consume', randomUUID()) : NOT_MEASURED),
      },
      rounds,
    );
    return Object.entries({ produce, consume }).flatMap(([name, { ours, console, python }]) => {
      const what = `${name} 30 messages, as a process`;
      return [
        ratioRow(what, ours, console, bar, `kafka-console-${name}r`),
        isPythonThere ? ratioRow(what, ours, python, PYTHON_BAR, 'kafka-python') : notHere(what, NO_PYTHON),
      ];
    });
  } finally {
    await deleteTopic(client, TOPIC);
    await client.close();
  }
}
