import { createTopic, deleteTopic, read, type Client } from '../../lib/kafka';
import { Audit, type AuditedMessage, type Readers } from '../../lib/audit';
import { eventually } from '../../test/support/eventually';
import type { Fault, FaultContext, FaultRun } from '../fault';
import { Group } from '../group';
import { Load } from '../load';
import { Reader } from '../reader';
import { work } from '../transform-worker';
import { expected } from './transforms';

const PARTITIONS = { partitions: 6, replicationFactor: 3 };

async function remake(client: Client, name: string): Promise<void> {
  await deleteTopic(client, name);
  await createTopic(client, { name, ...PARTITIONS });
}

const loadOf = ({ local, rate }: FaultContext, topic: string) =>
  Load.start({ bootstrap: local.bootstrap, topic, rate });

async function underReader(context: FaultContext): Promise<FaultRun> {
  const { local, topic, messages, observer } = context;
  const old = await loadOf(context, topic);
  await old.finish(messages / 10);
  let record: (message: AuditedMessage) => void = () => undefined;
  const reader = new Reader(local.bootstrap, { topic }, (message) => record(message));
  await reader.untilAt(old.ackedOf);
  await remake(observer, topic);
  const load = await loadOf(context, topic);
  const audit = new Audit([load.journal]);
  record = audit.readers('the reader').assignment();
  await load.finish(messages);
  return { hit: `${old.acked} read before, ${load.acked} after`, audit, reader };
}

/** What is read before counts for one audit, and what is read after for another, whichever assignment it is of. */
const of = (current: () => Readers): Pick<Readers, 'assignment'> => ({
  assignment: (name) => {
    const records = new Map<Readers, (message: AuditedMessage) => void>();
    return (message) => {
      const readers = current();
      let record = records.get(readers);
      if (!record) records.set(readers, (record = readers.assignment(name)));
      record(message);
    };
  },
});

async function underGroup(context: FaultContext): Promise<FaultRun> {
  const { local, topic, messages, observer } = context;
  const old = await loadOf(context, topic);
  await old.finish(messages / 10);
  let readers = new Audit([old.journal]).readers('the group');
  const group = new Group(
    local.bootstrap,
    topic,
    `of ${topic}`,
    of(() => readers),
  );
  await group.join();
  await group.untilAt(old.ackedOf);
  await remake(observer, topic);
  const load = await loadOf(context, topic);
  const audit = new Audit([load.journal]);
  readers = audit.readers('the group');
  await load.finish(messages);
  return { hit: `${old.acked} consumed before, ${load.acked} written after`, audit, producer: load.stalls, group };
}

async function underTransform(context: FaultContext): Promise<FaultRun> {
  const { local, topic, messages, observer } = context;
  const from = `${topic}-source`;
  await createTopic(observer, { name: from, ...PARTITIONS });
  const stop = new AbortController();
  const copying = work(
    { bootstrap: local.bootstrap, groupId: `of ${topic}`, from, to: topic, transactionalId: topic },
    stop.signal,
  );
  copying.catch(() => undefined);
  try {
    const old = await loadOf(context, from);
    await old.finish(messages / 10);
    await eventually('all is copied', async () => (await countOf(observer, topic)) >= old.acked, 90_000);
    await remake(observer, from);
    const load = await loadOf(context, from);
    await load.finish(messages);
    const all = old.acked + load.acked;
    await eventually('all is copied', async () => (await countOf(observer, topic)) >= all, 180_000).catch(
      () => undefined,
    );
    stop.abort();
    await copying;
    return {
      hit: `${old.acked} copied before, ${load.acked} written after`,
      audit: new Audit([await expected(observer, topic, old.journal), await expected(observer, topic, load.journal)], {
        transactional: true,
      }),
      producer: load.stalls,
    };
  } finally {
    stop.abort();
    await copying.catch(() => undefined);
    await deleteTopic(observer, from);
  }
}

async function countOf(client: Client, topic: string): Promise<number> {
  let count = 0;
  for await (const { messages } of read(client, { topic })) count += messages.length;
  return count;
}

export const recreated: readonly Fault[] = [
  {
    name: 'topic-recreated-reader',
    does: 'the topic is deleted under a reader, and made anew with more messages than it had read',
    run: underReader,
  },
  {
    name: 'topic-recreated-group',
    does: 'the topic is deleted under a group, and made anew with more messages than it had committed',
    run: underGroup,
  },
  {
    name: 'topic-recreated-transform',
    does: 'the topic that a program copies in transactions is deleted, and made anew with more messages',
    run: underTransform,
  },
];
