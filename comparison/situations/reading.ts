import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { createTopic, deleteTopic } from '../../lib/kafka';
import { identityOf } from '../../lib/audit';
import { leaderOf, leaders } from '../../faults/observe';
import { restart } from '../../faults/context';
import { serversOf } from '../../lib/local/servers/server';
import { eventually } from '../../test/support/eventually';
import { fill } from '../fill';
import { Readers, seenOf, seenOrTold } from '../readers';
import type { Findings, SituationContext, Situation } from '../situation';

const ALL = [0, 1, 2, 3, 4, 5];

async function offlinePartition(context: SituationContext): Promise<Findings> {
  const { local, observer, topic } = context;
  await createTopic(observer, { name: topic, partitions: 6, replicationFactor: 1 });
  const before = await fill(context, { topic, partitions: ALL, each: 50 });
  const reading = new Readers(context, [topic]);
  await reading.untilAtWork(before);
  const dead = await leaderOf(context, 0);
  const led = await leaders(context);
  const online = ALL.filter((partition) => led[partition] !== dead);
  await local.kill('broker', dead, 'SIGKILL');
  await eventually('a partition is offline', async () => (await leaders(context)).includes(undefined), 60_000);
  const beginning = new Readers(context, [topic], 'earliest', (name) => `${topic}-late-of-${name}`);
  await beginning.untilJoined();
  const meanwhile = await fill(context, { topic, partitions: online, each: 50 });
  await Promise.all([reading.through(meanwhile), beginning.through(meanwhile)]);
  const findings = await reading.findings((reader, name) => {
    const [one, other] = [seenOf(reader, meanwhile), seenOf(beginning.of(name), meanwhile)];
    return { isGood: one.isGood && other.isGood, text: `who was reading: ${one.text}; who began then: ${other.text}` };
  });
  await restart(context);
  await Promise.all([reading.stop(), beginning.stop()]);
  return findings;
}

async function recreated(context: SituationContext): Promise<Findings> {
  const { observer, topic } = context;
  const as = { name: topic, partitions: 6, replicationFactor: 3 };
  await createTopic(observer, as);
  const old = await fill(context, { topic, partitions: ALL, each: 50 });
  const readers = new Readers(context, [topic]);
  await readers.untilAtWork(old);
  await deleteTopic(observer, topic);
  await createTopic(observer, as);
  const journal = await fill(context, { topic, partitions: ALL, each: 80 });
  await readers.through(journal);
  const findings = await readers.findings((reader) => seenOrTold(reader, journal));
  await readers.stop();
  return findings;
}

async function truncated(context: SituationContext): Promise<Findings> {
  const { local, observer, topic } = context;
  const config = { 'unclean.leader.election.enable': true, 'min.insync.replicas': 1 };
  await createTopic(observer, { name: topic, partitions: 1, replicationFactor: 2, config });
  const state = async () => (await observer.fetchMetadata([topic])).topics.get(topic)!.partitions[0]!;
  const readers = new Readers(context, [topic]);
  await readers.untilAtWork(await fill(context, { topic, partitions: [0], each: 150 }));
  const { leader, replicas } = await state();
  const follower = replicas.find((id) => id !== leader)!;
  await local.kill('broker', follower, 'SIGSTOP');
  await eventually('it is out of sync', async () => (await state()).inSync.length === 1, 90_000);
  // Who is held up by the frozen one has read nothing that could be lost.
  await readers.through(await fill(context, { topic, partitions: [0], each: 50 }));
  await local.kill('broker', leader!, 'SIGKILL');
  await local.kill('broker', follower, 'SIGCONT');
  await eventually('the follower leads', async () => (await state()).leader === follower, 90_000);
  const journal = await fill(context, { topic, partitions: [0], each: 150 });
  await readers.through(journal);
  const findings = await readers.findings((reader) => seenOrTold(reader, journal));
  await restart(context);
  await readers.stop();
  return findings;
}

async function bitFlipped(context: SituationContext): Promise<Findings> {
  const { local, observer, topic } = context;
  await createTopic(observer, { name: topic, partitions: 1, replicationFactor: 1 });
  const journal = await fill(context, { topic, partitions: [0], each: 100 });
  const broker = await leaderOf(context, 0);
  const { data } = serversOf(local.cluster, local.folder).find(({ role, id }) => role === 'broker' && id === broker)!;
  const file = join(data, `${topic}-0`, '00000000000000000000.log');
  const bytes = readFileSync(file);
  bytes.write('y', bytes.lastIndexOf('xxxxxxxx'));
  writeFileSync(file, bytes);
  const readers = new Readers(context, [topic]);
  await readers.through(journal, 20_000);
  const findings = await readers.findings((reader) => {
    const altered = reader.seen.filter(({ headers, value }) => identityOf(headers)!.checksum !== crc32(value ?? ''));
    const { text } = seenOf(reader, journal);
    return {
      isGood: altered.length === 0,
      text: altered.length === 0 ? `none altered, ${text}` : `${altered.length} altered, ${text}`,
    };
  });
  await readers.stop();
  return findings;
}

async function headers(context: SituationContext): Promise<Findings> {
  const { observer, topic } = context;
  await createTopic(observer, { name: topic, partitions: 1, replicationFactor: 1 });
  const sent = [
    ['b', '1'],
    ['a', '2'],
    ['b', '3'],
    ['7', '4'],
  ] as const;
  const journal = await fill(context, { topic, partitions: [0], each: 1, headers: sent });
  const readers = new Readers(context, [topic]);
  await readers.untilAtWork(journal);
  const findings = await readers.findings(({ seen }) => {
    const read = seen[0]!.headers.filter(([name]) => name !== 'audit');
    const text = read.map(([name, value]) => `${name}=${String(value)}`).join(' ');
    return { isGood: text === sent.map((pair) => pair.join('=')).join(' '), text: `read as ${text}` };
  });
  await readers.stop();
  return findings;
}

/** Every byte there is: as text it would be another. */
const BYTES = Buffer.from(Array.from({ length: 256 }, (_, i) => i));

async function bytes(context: SituationContext): Promise<Findings> {
  const { observer, topic } = context;
  await createTopic(observer, { name: topic, partitions: 1, replicationFactor: 1 });
  const message = { topic, partitions: [0], each: 1, value: BYTES, headers: [['bytes', BYTES] as const] };
  const journal = await fill(context, message);
  const readers = new Readers(context, [topic]);
  await readers.untilAtWork(journal);
  const findings = await readers.findings(({ seen: [message] }) => {
    const header = message!.headers.find(([name]) => name === 'bytes')![1];
    const isSame = (read: Uint8Array | null | undefined) => BYTES.equals(read ?? Buffer.of());
    const wrong = [!isSame(message!.value) && 'value', !isSame(header) && 'header'].filter((part) => part !== false);
    return { isGood: wrong.length === 0, text: wrong.length === 0 ? 'unchanged' : `${wrong.join(' and ')} altered` };
  });
  await readers.stop();
  return findings;
}

export const reading: readonly Situation[] = [
  {
    name: 'offline-partition',
    what: 'one broker and the only replicas of two of six partitions are gone: the others are read',
    run: offlinePartition,
  },
  {
    name: 'topic-recreated',
    what: 'a topic is deleted under a group and made anew with more messages',
    run: recreated,
  },
  {
    name: 'log-truncated',
    what: 'a leader is elected that has less than was read (unclean), and gets other messages',
    run: truncated,
  },
  { name: 'bit-flipped', what: 'a byte of a stored message is altered on the disk of its leader', run: bitFlipped },
  { name: 'headers', what: 'headers `b=1 a=2 b=3 7=4`, in this order', run: headers },
  { name: 'bytes', what: 'a value and a header of all 256 bytes, most of which are no UTF-8', run: bytes },
];
