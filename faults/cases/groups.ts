import { setTimeout as delay } from 'node:timers/promises';
import { Audit } from '../../lib/audit';
import {
  connect,
  consume,
  createTopic,
  deleteTopic,
  describeGroup,
  describeTopic,
  ensureTopics,
} from '../../lib/kafka';
import { eventually } from '../../test/support/eventually';
import { startMember } from '../../test/support/group-member';
import { runProgram } from '../../test/support/run';
import { CommittedOffsets } from '../committed-offsets';
import type { Fault, FaultContext, FaultRun } from '../fault';
import { Load } from '../load';
import { coordinatorOf, untilDeposed } from '../observe';
import { printedMessages } from '../printed-messages';
import { restart } from '../context';
import { underLoad } from '../under-load';

const CHURN_MS = 2000;

/** A group of programs, one after the other, the first two of which are killed while they print. */
async function killConsumers({ local, topic, messages, rate }: FaultContext): Promise<FaultRun> {
  const load = await Load.start({ bootstrap: local.bootstrap, topic, rate });
  const audit = new Audit([load.journal]);
  const readers = audit.readers('the group');
  const args = ['-b', local.bootstrap.join(','), '-t', topic, '-g', `of ${topic}`, '--json'];
  const consumed: number[] = [];
  const take = (name: string, stdout: string) => {
    const received = printedMessages(stdout);
    consumed.push(received.length);
    received.forEach(readers.assignment(name));
  };
  try {
    for (const name of ['the first consumer', 'the second consumer']) {
      const consuming = runProgram('lib/cli/consume.ts', [...args, '--follow']);
      const committed = await CommittedOffsets.watch(local.bootstrap, `of ${topic}`, topic);
      await committed.untilRisen(3).finally(() => committed.stop());
      consuming.kill('SIGKILL');
      take(name, (await consuming).stdout);
    }
  } finally {
    await load.finish(messages);
  }
  const { exitCode, stdout } = await runProgram('lib/cli/consume.ts', args);
  if (exitCode !== 0) throw new Error(`the last consumer ended with exit code ${exitCode}`);
  take('the last consumer', stdout);
  return { hit: `killed after ${consumed.slice(0, 2).join(' and ')} messages`, audit, producer: load.stalls };
}

/** Members that start at the end and are gone again before there is a message: what comes meanwhile is the next one's. */
async function restartAtTheEnd({ local, topic, messages, rate }: FaultContext): Promise<FaultRun> {
  const groupId = `of ${topic}`;
  const first = await startMember(local.bootstrap, { groupId, topics: [topic], fromBeginning: false });
  const client = await connect({ brokers: local.bootstrap, clientId: groupId });
  const { partitions } = await describeTopic(client, topic);
  const hasStarted = async () => {
    // Until a member has joined there is no such group.
    const group = await describeGroup(client, groupId).catch(() => undefined);
    return group?.offsets.length === partitions;
  };
  await eventually('the group has chosen where it starts', hasStarted);
  await first.die();
  const load = await Load.start({ bootstrap: local.bootstrap, topic, rate });
  const audit = new Audit([load.journal]);
  try {
    await load.untilAcked(1000);
    const second = await startMember(local.bootstrap, { groupId, topics: [topic], fromBeginning: false });
    await second.leave();
  } finally {
    await load.finish(messages);
  }
  const record = audit.readers('the group').assignment('the last member');
  const options = { groupId, topics: [topic], fromBeginning: false, until: 'caught-up' as const };
  const { messages: consumed } = await consume(client, options, (batch) => batch.messages.forEach(record));
  await client.close();
  return {
    hit: `${first.seen.length} seen by the first member, ${consumed} by the last`,
    audit,
    producer: load.stalls,
  };
}

/** The leader of the group reads another topic than the one that is written to. */
async function readDifferentTopics(context: FaultContext): Promise<FaultRun> {
  const { local, observer, topic } = context;
  const other = `${topic}-of-the-leader`;
  await createTopic(observer, { name: other, partitions: 3, replicationFactor: 3 });
  const leader = await startMember(local.bootstrap, { groupId: `of ${topic}`, topics: [other] });
  try {
    return await underLoad(async ({ observer, topic }, load, group) => {
      await ensureTopics(observer, [{ name: topic, partitions: 9, replicationFactor: 3 }]);
      await eventually('the new partitions are used', () => load.ackedOf.size === 9, 90_000);
      await group.untilAtWork(9);
      return '9 partitions of a topic that the leader does not read are consumed, 3 of them added meanwhile';
    })(context);
  } finally {
    await leader.leave();
    await deleteTopic(observer, other);
  }
}

export const groups: readonly Fault[] = [
  {
    name: 'restarted-at-the-end',
    does: 'a group that starts at the end is gone before its first message, and comes back',
    run: restartAtTheEnd,
  },
  {
    name: 'members-of-different-topics',
    does: 'the leader of a group does not read what its other members read',
    run: readDifferentTopics,
  },
  { name: 'consumers-killed', does: 'consuming programs of a group are killed while they print', run: killConsumers },
  {
    name: 'members-churn',
    does: 'members join and leave a group every 2 s',
    run: underLoad(async (context, _, group) => {
      const before = group.assignments;
      for (let round = 0; round < 2 * context.rounds; round++) {
        const members = [await group.join(), await group.join()];
        for (const member of members) {
          await delay(CHURN_MS);
          await member.leave();
        }
      }
      const more = group.assignments - before;
      if (more < 3) throw new Error(`the partitions were assigned only ${more} times`);
      return `assigned ${more} times`;
    }),
  },
  {
    name: 'coordinator-killed',
    does: 'the coordinator of a group is killed while the group commits',
    run: underLoad(async (context, _, group) => {
      const coordinator = await coordinatorOf(context, 'group', group.groupId);
      const committed = await CommittedOffsets.watch(context.local.bootstrap, group.groupId, context.topic);
      try {
        await committed.untilRisen(3);
        await context.local.kill('broker', coordinator, 'SIGKILL');
        await untilDeposed(context, coordinator);
        await committed.untilRisen(3);
        await restart(context);
        await committed.untilRisen(3);
      } finally {
        await committed.stop();
      }
      const moved = await coordinatorOf(context, 'group', group.groupId);
      return `coordinator was broker ${coordinator}, then ${moved}; no committed offset fell`;
    }),
  },
];
