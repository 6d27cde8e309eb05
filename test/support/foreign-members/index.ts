import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { AssignerProtocol, Kafka, logLevel, type PartitionAssigner } from 'kafkajs';
import { assignors } from '../../../lib/kafka/group/assignors';
import { findRuntime } from '../../../lib/local/runtime';
import { kafkaPython } from './kafka-python';

/** A member of a group with another client: takes from the earliest, commits what it has taken. */
export interface ForeignMember {
  /** `topic value` of each message, as it came. */
  readonly seen: readonly string[];
  /** Ends it as its users would, and resolves when it has left. */
  readonly leave: () => Promise<void>;
}

type Start = (brokers: readonly string[], groupId: string, topics: readonly string[]) => Promise<ForeignMember>;

async function started(file: string, args: readonly string[]): Promise<ForeignMember> {
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const seen: string[] = [];
  const said = { stdout: '', stderr: '' };
  child.stderr.on('data', (data: Buffer) => (said.stderr += data.toString()));
  child.stdout.on('data', (data: Buffer) => {
    const lines = (said.stdout + data.toString()).split('\n');
    said.stdout = lines.pop()!;
    seen.push(...lines);
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  await once(child, 'spawn');
  return {
    seen,
    leave: async () => {
      if (child.exitCode !== null) throw new Error(`${file} ended by itself: ${said.stderr}`);
      child.kill('SIGTERM');
      await ended;
    },
  };
}

const java =
  (strategy: string): Start =>
  async (brokers, groupId, topics) => {
    const { java, classPath } = await findRuntime();
    const flags = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xmx128m', '-cp', classPath];
    const program = join(__dirname, '../../java/GroupMember.java');
    const classes = strategy.split(',').map((name) => `org.apache.kafka.clients.consumer.${name}`);
    return started(java.command, [...flags, program, brokers.join(','), groupId, classes.join(','), ...topics]);
  };

/** librdkafka. */
const kcat =
  (strategy: string): Start =>
  (brokers, groupId, topics) => {
    const properties = [
      `partition.assignment.strategy=${strategy}`,
      'auto.offset.reset=earliest',
      'topic.metadata.refresh.interval.ms=1000',
    ];
    const flags = ['-u', '-q', '-f', '%t %s\\n', ...properties.flatMap((property) => ['-X', property])];
    return started('kcat', ['-b', brokers.join(','), ...flags, '-G', groupId, ...topics]);
  };

const python: Start = async (brokers, groupId, topics) =>
  started(await kafkaPython(), [join(__dirname, 'member.py'), brokers.join(','), groupId, ...topics]);

/** kafkajs has no assignor by one of Kafka's names: its users write one. */
const rangeOfKafkajs: PartitionAssigner = ({ cluster }) => ({
  name: 'range',
  version: 0,
  protocol: ({ topics }) => ({
    name: 'range',
    metadata: AssignerProtocol.MemberMetadata.encode({ version: 0, topics, userData: Buffer.alloc(0) }),
  }),
  assign: async ({ members, topics }) => {
    await cluster.refreshMetadata();
    const counts = new Map(topics.map((topic) => [topic, cluster.findTopicPartitionMetadata(topic).length]));
    const subscribers = members.map(({ memberId, memberMetadata }) => ({
      memberId,
      groupInstanceId: null,
      topics: AssignerProtocol.MemberMetadata.decode(memberMetadata)!.topics,
      owned: {},
      generationId: -1,
      userData: null,
    }));
    return [...assignors.range.assign(subscribers, counts)].map(([memberId, assignment]) => ({
      memberId,
      memberAssignment: AssignerProtocol.MemberAssignment.encode({
        version: 0,
        assignment: assignment as Record<string, number[]>,
        userData: Buffer.alloc(0),
      }),
    }));
  },
});

const kafkajs: Start = async (brokers, groupId, topics) => {
  const kafka = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING });
  const consumer = kafka.consumer({
    groupId,
    partitionAssigners: [rangeOfKafkajs],
    sessionTimeout: 10_000,
    heartbeatInterval: 1000,
    maxWaitTimeInMs: 100,
  });
  const seen: string[] = [];
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  await consumer.run({
    eachMessage: ({ topic, message }) => {
      seen.push(`${topic} ${String(message.value)}`);
      return Promise.resolve();
    },
  });
  return { seen, leave: () => consumer.disconnect() };
};

export const foreignMembers = {
  'Java, range': java('RangeAssignor'),
  'librdkafka (kcat), range': kcat('range'),
  'kafka-python, range': python,
  'kafkajs, range': kafkajs,
  'Java, cooperative-sticky': java('CooperativeStickyAssignor'),
  'librdkafka (kcat), cooperative-sticky': kcat('cooperative-sticky'),
} as const;
