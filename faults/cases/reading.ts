import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTopic, deleteTopic, type KafkaError, type NewTopic } from '../../lib/kafka';
import { Audit, type AuditedMessage } from '../../lib/audit';
import { serversOf } from '../../lib/local/servers/server';
import { eventually } from '../../test/support/eventually';
import type { Fault, FaultContext } from '../fault';
import { Group } from '../group';
import { healLinks } from '../isolate';
import { Load } from '../load';
import { leaderOf, leaders } from '../observe';
import { Reader } from '../reader';
import { linksOf, restart } from '../context';

/** the topic of the run anew, as a fault wants it. */
async function remake({ observer, topic }: FaultContext, as: Omit<NewTopic, 'name'>): Promise<void> {
  await deleteTopic(observer, topic);
  await createTopic(observer, { name: topic, ...as });
}

const loadOn = ({ local, topic, rate }: FaultContext) => Load.start({ bootstrap: local.bootstrap, topic, rate });

const inSyncOf = async ({ observer, topic }: FaultContext) =>
  (await observer.fetchMetadata([topic])).topics.get(topic)!.partitions[0]!;

export const reading: readonly Fault[] = [
  {
    name: 'offline-partition',
    does: 'the one broker that has some of the partitions is killed: the others are read on',
    async run(context) {
      const { local, topic, messages } = context;
      await remake(context, { partitions: 6, replicationFactor: 1 });
      const load = await loadOn(context);
      const audit = new Audit([load.journal]);
      const group = new Group(local.bootstrap, topic, `of ${topic}`, audit.readers('the group'));
      const reader = new Reader(local.bootstrap, { topic }, audit.readers('the reader').assignment());
      await group.join();
      await group.untilAtWork(6);
      const dead = await leaderOf(context, 0);
      const led = await leaders(context);
      const online = [...led.keys()].filter((partition) => led[partition] !== dead);
      await local.kill('broker', dead, 'SIGKILL');
      await eventually('a partition is offline', async () => (await leaders(context)).includes(undefined), 60_000);
      const late = new Reader(local.bootstrap, { topic }, () => undefined);
      const goal = new Map(online.map((partition) => [partition, (load.ackedOf.get(partition) ?? 0) + 300]));
      await reader.untilAt(goal);
      await late.untilAt(goal);
      await late.stop();
      await restart(context);
      await load.finish(messages);
      return { hit: `${6 - online.length} partitions offline`, audit, group, reader };
    },
  },
  {
    name: 'slow-link-backlog',
    does: 'a backlog is read over links of 1.5 Mbit/s',
    isLinked: true,
    async run(context) {
      const { local, topic, messages } = context;
      const load = await loadOn(context);
      await load.finish(messages);
      const audit = new Audit([load.journal]);
      for (const { fromClients } of linksOf(context).values()) fromClients.make({ bytesPerSecond: 187_500 });
      try {
        const startedAt = performance.now();
        const reader = new Reader(local.bootstrap, { topic }, audit.readers('the reader').assignment());
        await eventually('all of it is read', () => [...load.ackedOf].every(([p, n]) => reader.next(p) >= n), 300_000);
        const tookMs = Math.round(performance.now() - startedAt);
        return { hit: `read in ${tookMs} ms`, audit, reader };
      } finally {
        healLinks(linksOf(context));
      }
    },
  },
  {
    name: 'log-truncated',
    does: 'a leader is elected that has less than was read, and gets other messages',
    async run(context) {
      const { local, topic, messages } = context;
      const config = { 'unclean.leader.election.enable': true, 'min.insync.replicas': 1 };
      await remake(context, { partitions: 1, replicationFactor: 2, config });
      const common = await loadOn(context);
      await common.finish(messages / 10);
      const { leader, replicas } = await inSyncOf(context);
      const follower = replicas.find((id) => id !== leader)!;
      await local.kill('broker', follower, 'SIGSTOP');
      await eventually('it is out of sync', async () => (await inSyncOf(context)).inSync.length === 1, 90_000);
      const lost = await loadOn(context);
      await lost.finish(messages / 20);
      const loud = new Reader(local.bootstrap, { topic }, () => undefined);
      const end = new Map([[0, common.acked + lost.acked]]);
      await loud.untilAt(end);
      const kept: AuditedMessage[] = [];
      const chosen = new Reader(
        local.bootstrap,
        { topic, offsetReset: 'earliest' },
        (message) => void kept.push(message),
      );
      await chosen.untilAt(end);
      const behind = kept.length;
      await local.kill('broker', leader!, 'SIGKILL');
      await local.kill('broker', follower, 'SIGCONT');
      await eventually('the follower leads', async () => (await inSyncOf(context)).leader === follower, 90_000);
      const load = await loadOn(context);
      await load.finish(messages);
      const error = await loud.untilFailed();
      if (error.code !== 'LOG_TRUNCATED') throw error;
      const audit = new Audit([load.journal]);
      await eventually('the reader has all', () => kept.length - behind >= load.acked, 60_000).catch(() => undefined);
      const record = audit.readers('the reader').assignment();
      // What both logs have was read before.
      const both = new Map(kept.slice(0, common.acked).map((message) => [message.offset, message]));
      for (const message of [...both.values(), ...kept.slice(behind)]) record(message);
      await restart(context);
      return { hit: `${lost.acked} lost by Kafka; ${error.message}`, audit, reader: chosen };
    },
  },
  {
    name: 'bit-flipped',
    does: 'a byte of a message is altered on the disk of its leader',
    async run(context) {
      const { local, topic, messages } = context;
      const load = await loadOn(context);
      await load.finish(messages / 10);
      const audit = new Audit([load.journal]);
      const broker = await leaderOf(context, 0);
      const { data } = serversOf(local.cluster, local.folder).find(
        ({ role, id }) => role === 'broker' && id === broker,
      )!;
      const file = join(data, `${topic}-0`, '00000000000000000000.log');
      const bytes = readFileSync(file);
      const damaged = Buffer.from(bytes);
      damaged.write('y', damaged.lastIndexOf('xxxxxxxx'));
      writeFileSync(file, damaged);
      let error: KafkaError;
      try {
        const careful = new Reader(local.bootstrap, { topic }, audit.readers('a careful reader').assignment());
        error = await careful.untilFailed();
        if (error.code !== 'UNREADABLE_BATCH') throw error;
        if (audit.report().anomalies.altered > 0) throw new Error('an altered message was handed out');
        const careless = new Audit([load.journal]);
        const record = careless.readers('a careless reader').assignment();
        const reader = new Reader(local.bootstrap, { topic, checkCrcs: false }, record);
        await reader.untilAt(load.ackedOf);
        await reader.stop();
        if (careless.report().anomalies.altered === 0) throw new Error('nothing was altered');
      } finally {
        writeFileSync(file, bytes);
      }
      const whole = new Audit([load.journal]);
      const reader = new Reader(local.bootstrap, { topic }, whole.readers('the reader').assignment());
      await reader.untilAt(load.ackedOf);
      return { hit: error.message, audit: whole, reader };
    },
  },
];
