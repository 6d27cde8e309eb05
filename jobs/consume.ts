import { consume as consumeAsMember } from '../lib/kafka/group/consume';
import type { MessageBatch } from '../lib/kafka/message';
import { read } from '../lib/kafka/reader/read';
import { choice, duration, list, print, runProgram, text, toggle, UsageError, word, type Run } from '../lib/program';
import { consumedText, endOf, type Ended } from './consumed-text';
import { jsonLine, parseFormat, valueLine } from './format';
import { parseOffset, type Stretch } from './offsets';
import { connection, count, open, topic } from './settings';

const settings = {
  topic,
  count: count(1, 'stop after so many messages, waiting for them; by default when caught up'),
  offset: text<Stretch, undefined>({
    flag: ['offset', 'o'],
    metavar: 'OFFSET',
    default: undefined,
    help: 'start, end, N, +N, -N (of each partition), N:M, :end, @TIME; by default start; with -g only start or end, where the group has committed nothing',
    parse: parseOffset,
  }),
  partitions: list({ flag: ['partition', 'p'], metavar: 'N,…', help: 'these partitions only', parse: partition }),
  group: word({
    flag: ['group', 'g'],
    env: ['GROUP_ID'],
    metavar: 'ID',
    default: undefined,
    help: 'consume as a member of this group, which remembers how far it came',
  }),
  follow: toggle({ flag: ['follow'], help: 'go on as messages come, until Ctrl-C' }),
  idle: duration({
    flag: ['idle'],
    env: ['IDLE_TIMEOUT_MS'],
    default: 10_000,
    min: 1,
    help: 'with -n: give up when nothing came for so long',
  }),
  isolation: choice({
    flag: ['isolation'],
    metavar: 'LEVEL',
    of: ['read_committed', 'read_uncommitted'],
    default: 'read_committed',
    help: 'whether messages of open and aborted transactions are left out',
  }),
  json: toggle({ flag: ['json', 'J'], help: 'one JSON object a line, as kcat -J' }),
  output: choice({
    env: ['OUTPUT_FORMAT'],
    metavar: 'FORMAT',
    of: ['plain', 'json'],
    default: 'plain',
    help: 'the same for jobs: plain or json',
  }),
  format: text({
    flag: ['format', 'f'],
    metavar: 'FORMAT',
    default: undefined,
    help: "such as '%k %v\\n': %t topic, %p partition, %o offset, %k key, %v value, %d time, %h headers",
    parse: parseFormat,
  }),
  ...connection,
};

function partition(given: string): number {
  if (!/^\d{1,6}$/.test(given)) throw new Error('must be a list of partition numbers');
  return Number(given);
}

type Values = Run<typeof settings>['values'];

async function main({ values, signal }: Run<typeof settings>): Promise<number> {
  if (values.group !== undefined) refuseForGroups(values);
  const { client, conclude } = await open('consume', values, signal);
  const startedAt = performance.now();
  const format = values.format ?? (values.json || values.output === 'json' ? jsonLine : valueLine);
  let messages = 0;
  let shownAt = startedAt;
  // A batch counts as consumed, and is committed, once the reader of stdout has it.
  const show = async (batch: MessageBatch): Promise<void> => {
    await print(batch.messages.map((message) => format(batch.topic, message)).join(''), signal);
    messages += batch.messages.length;
    shownAt = performance.now();
  };

  const { count, idle } = values;
  const until = values.follow ? 'never' : (values.offset?.until ?? (count === undefined ? 'caught-up' : 'never'));
  const ending = {
    isolation: values.isolation,
    signal,
    ...(count === undefined ? {} : { count }),
    ...(count === undefined || values.follow || until === 'caught-up' ? {} : { idleMs: idle }),
  };
  let ended: Ended;
  try {
    if (values.group === undefined) {
      const partitions = values.partitions.length > 0 ? { partitions: values.partitions } : {};
      const from = values.offset?.from ?? 'beginning';
      for await (const batch of read(client, { topic: values.topic, from, until, ...partitions, ...ending }))
        await show(batch);
    } else {
      const options = {
        groupId: values.group,
        topics: [values.topic],
        fromBeginning: values.offset?.from !== 'end',
        until: until === 'never' ? ('never' as const) : ('caught-up' as const),
        ...ending,
      };
      await consumeAsMember(client, options, show);
    }
    if (!signal.aborted) ended = endOf(messages, count, until, performance.now() - shownAt >= idle);
  } finally {
    await client.close();
    const durationMs = Math.round(performance.now() - startedAt);
    conclude(consumedText({ messages, count, ended, idle, durationMs }), { messages, ended, durationMs });
  }
  return count === undefined || messages >= count ? 0 : 4;
}

/** A group goes on from what it has committed, in the partitions that it is given. */
function refuseForGroups({ offset, partitions }: Values): void {
  const faults = [];
  const isStartOrEnd = offset?.from === 'end' || (offset?.from === 'beginning' && offset.until === undefined);
  if (offset && !isStartOrEnd) faults.push('with --group, --offset must be start or end');
  if (partitions.length > 0) faults.push('with --group, --partition cannot be used: the group assigns the partitions');
  if (faults.length > 0) throw new UsageError(faults);
}

void runProgram({
  command: 'npm run consume --',
  summary: 'Prints the messages of a topic on stdout and ends when it has caught up.',
  examples: [
    'npm run consume',
    'npm run consume -- -t orders -o -1 --json',
    "npm run consume -- -g billing --follow -f '%k %v\\n'",
  ],
  settings,
  main,
});
