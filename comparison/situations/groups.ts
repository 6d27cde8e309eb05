import { setTimeout as delay } from 'node:timers/promises';
import { addPartitions, createTopic, ensureTopics } from '../../lib/kafka';
import { signalAll } from '../../faults/signal-all';
import { fill } from '../fill';
import { Reader } from '../reader';
import { PATIENCE_MS, Readers, seenOf, untilDivided } from '../readers';
import { ofEach, type Finding, type Findings, type SituationContext, type Situation } from '../situation';

/** What a client does once it has its partitions, as looking for their ends, cannot be seen from outside. */
const UNSEEN_MS = 3000;

async function restartedAtTheEnd(context: SituationContext): Promise<Findings> {
  const { observer, topic } = context;
  await createTopic(observer, { name: topic, partitions: 2, replicationFactor: 3 });
  const first = new Readers(context, [topic], 'latest');
  await first.untilDivided(2);
  await delay(UNSEEN_MS);
  await first.stop();
  const between = await fill(context, { topic, partitions: [0, 1], each: 50 });
  const second = first.again();
  await second.untilDivided(2);
  await delay(UNSEEN_MS);
  const after = await fill(context, { topic, partitions: [0, 1], each: 50 });
  await second.through(after);
  await second.through(between, UNSEEN_MS);
  const findings = await second.findings((reader) => seenOf(reader, between));
  await second.stop();
  return findings;
}

async function partitionsAdded(context: SituationContext): Promise<Findings> {
  const { observer, topic } = context;
  await createTopic(observer, { name: topic, partitions: 2, replicationFactor: 3 });
  const readers = new Readers(context, [topic], 'latest');
  await readers.untilDivided(2);
  await delay(UNSEEN_MS);
  await addPartitions(observer, topic, 4);
  const journal = await fill(context, { topic, partitions: [2, 3], each: 50 });
  await readers.through(journal, PATIENCE_MS / 2);
  const findings = await readers.findings((reader) => seenOf(reader, journal));
  await readers.stop();
  return findings;
}

/** Of each client two members: the one that is there first reads one topic, the other one another. */
async function differentTopics(context: SituationContext): Promise<Findings> {
  const { observer, topic } = context;
  const other = `${topic}-other`;
  for (const name of [topic, other]) await createTopic(observer, { name, partitions: 2, replicationFactor: 3 });
  const leaders = new Readers(context, [topic]);
  await leaders.untilDivided(2);
  const groupOf = (name: string) => `${topic}-of-${name}`;
  const members = new Readers(context, [other], 'earliest', groupOf);
  const journal = await fill(context, { topic: other, partitions: [0, 1], each: 50 });
  await members.untilJoined(2);
  await members.through(journal);
  const findings = await members.findings((reader) => seenOf(reader, journal));
  await Promise.all([leaders.stop(), members.stop()]);
  return findings;
}

const MANY = 200;
/** Most clients divide each topic by itself: of one partition the second member would get none. */
const EACH = 2;

/** One client after the other: they would wait for each other's turns of two cores. */
async function manyTopics(context: SituationContext): Promise<Findings> {
  const { observer, topic, clients, local } = context;
  const topics = Array.from({ length: MANY }, (_, i) => `${topic}-${i}`);
  await ensureTopics(
    observer,
    topics.map((name) => ({ name, partitions: EACH, replicationFactor: 1 })),
  );
  const findings = new Map<string, Finding>();
  for (const { name, command } of clients) {
    const groupId = `${topic}-of-${name}`;
    const start = () => new Reader(command, { brokers: local.bootstrap, topics, groupId, from: 'earliest' });
    const members = [start()];
    const divided = (count: number) => untilDivided(context, groupId, count, MANY * EACH, 3 * PATIENCE_MS);
    try {
      await divided(1);
      const startedAt = performance.now();
      members.push(start());
      await divided(2);
      const seconds = (performance.now() - startedAt) / 1000;
      findings.set(name, { isGood: true, text: `settled within ${seconds.toFixed(1)} s` });
    } catch (error) {
      findings.set(name, { isGood: false, text: (error as Error).message });
    }
    await Promise.all(members.map((member) => member.stop()));
  }
  return findings;
}

/** Kubernetes kills a pod that is still there by then. */
const GRACE_MS = 30_000;

async function toldToStop(context: SituationContext): Promise<Findings> {
  const { observer, topic, local, wake } = context;
  await createTopic(observer, { name: topic, partitions: 2, replicationFactor: 3 });
  const readers = new Readers(context, [topic]);
  await readers.untilAtWork(await fill(context, { topic, partitions: [0, 1], each: 50 }));
  await signalAll(local, 'SIGSTOP');
  try {
    return await ofEach(context, async ({ name }) => {
      const tookMs = await readers.of(name).stop();
      const text = tookMs === undefined ? 'still there after 60 s' : `gone after ${(tookMs / 1000).toFixed(1)} s`;
      return { isGood: tookMs !== undefined && tookMs < GRACE_MS, text };
    });
  } finally {
    await wake();
  }
}

export const groups: readonly Situation[] = [
  {
    name: 'restarted-at-the-end',
    what: 'a group that starts at the end stops before its first message and comes back: of what came meanwhile it reads',
    run: restartedAtTheEnd,
  },
  {
    name: 'partitions-added',
    what: 'a topic gets partitions while a group that started at the end reads it: of their first messages it reads',
    run: partitionsAdded,
  },
  {
    name: 'different-topics',
    what: 'the leader of a group does not read the topic of another member: of that one are read',
    run: differentTopics,
  },
  { name: 'many-topics', what: `a second member joins a group that reads ${MANY} topics`, run: manyTopics },
  { name: 'told-to-stop', what: 'a reader is told to stop while all brokers are frozen', run: toldToStop },
];
