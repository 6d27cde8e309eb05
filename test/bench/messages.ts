import { connect, createTopic, deleteTopic } from '../../lib/kafka';
import { bootstrap, commandLines, start, withFolder } from './cluster';
import { interleaved, ratioRow, wallTime, type Row } from './measure';

const ROUNDS = 5;
const TOPIC = 'thirty';
const BAR = 0.25;

// As bin/kafka-run-class.sh starts the tools.
const TOOL_FLAGS = [
  '-Xmx512M',
  '-server',
  '-XX:+UseG1GC',
  '-XX:MaxGCPauseMillis=20',
  '-XX:InitiatingHeapOccupancyPercent=35',
];
const TOOL_FLAGS_2 = ['-XX:+ExplicitGCInvokesConcurrent', '-Djava.awt.headless=true'];

/** 30 messages produced and consumed, process start to end, against Kafka's console tools. */
export const messages = (): Promise<Row[]> =>
  withFolder(async (folder) => {
    await start(folder);
    const [command] = await commandLines(folder);
    const java = command![0]!;
    const classPath = command![command!.indexOf('-cp') + 1]!;
    const tool = (name: string, args: string[], input?: string) =>
      wallTime({
        file: java,
        args: [
          ...TOOL_FLAGS,
          ...TOOL_FLAGS_2,
          '-cp',
          classPath,
          name,
          '--bootstrap-server',
          bootstrap[0]!,
          '--topic',
          TOPIC,
          ...args,
        ],
        ...(input === undefined ? {} : { input }),
      });
    const job = (name: string, args: string[] = []) =>
      wallTime({
        file: process.execPath,
        args: ['-r', './register.js', `jobs/${name}.ts`, '-b', bootstrap.join(','), '-t', TOPIC, ...args],
      });
    const lines = Array.from({ length: 30 }, (_, i) => `${i % 2}:New message # ${i}\n`).join('');

    const client = await connect({ brokers: bootstrap });
    await createTopic(client, { name: TOPIC, partitions: 3, replicationFactor: 3 });
    try {
      const produce = await interleaved(
        {
          ours: () => job('produce'),
          console: () =>
            tool(
              'kafka.tools.ConsoleProducer',
              ['--property', 'parse.key=true', '--property', 'key.separator=:'],
              lines,
            ),
        },
        ROUNDS,
      );
      const consume = await interleaved(
        {
          ours: () => job('consume', ['-n', '30']),
          console: () =>
            tool('org.apache.kafka.tools.consumer.ConsoleConsumer', ['--from-beginning', '--max-messages', '30']),
        },
        ROUNDS,
      );
      return [
        ratioRow('produce 30 messages, as a process', produce.ours, produce.console, BAR, 'kafka-console-producer'),
        ratioRow('consume 30 messages, as a process', consume.ours, consume.console, BAR, 'kafka-console-consumer'),
      ];
    } finally {
      await deleteTopic(client, TOPIC);
      await client.close();
    }
  });
