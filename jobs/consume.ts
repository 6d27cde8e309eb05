import { consume as consumeAsMember } from '../lib/kafka/group/consume';
import type { MessageBatch } from '../lib/kafka/message';
import { read } from '../lib/kafka/reader/read';
import { choice, duration, list, print, runProgram, text, toggle, UsageError, word, type Run } from '../lib/program';
import { advised } from './advice';
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
    help: 'start, end, N, +N, -N (of each partition), N:M (without M), :end, @TIME; by default start; with -g only start or end, where the group has committed nothing',
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
    default: undefined,
    min: 1,
    help: 'wait for more, and end when nothing came for so long; with -n by default 10s',
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

const IDLE_MS = 10_000;

async function main(run: Run<typeof settings>): Promise<number> {
  const { values, signal } = run;
  refuse(values);
  const { client, conclude } = await open('consume', run);
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

  const { count, idle = IDLE_MS, offset = { from: 'beginning' }, partitions, isolation } = values;
  const isWaiting = count !== undefined || values.idle !== undefined;
  const until = values.follow ? 'never' : (offset.until ?? (isWaiting ? 'never' : 'caught-up'));
  const ending = {
    isolation,
    signal,
    ...(count === undefined ? {} : { count }),
    ...(until === 'caught-up' || (values.follow ? values.idle === undefined : !isWaiting) ? {} : { idleMs: idle }),
  };
  let ended: Ended;
  let failure: unknown;
  try {
    if (values.group === undefined) {
      const only = partitions.length > 0 ? { partitions: [...new Set(partitions)] } : {};
      for await (const batch of read(client, { topic: values.topic, ...offset, until, ...only, ...ending }))
        await show(batch);
    } else {
      const options = {
        groupId: values.group,
        topics: [values.topic],
        fromBeginning: offset.from !== 'end',
        until,
        ...ending,
      };
      await consumeAsMember(client, options, show);
    }
    if (!signal.aborted) ended = endOf(messages, { count, until, isIdle: performance.now() - shownAt >= idle });
  } catch (error) {
    failure = advised(error, run, values.topic);
    throw failure;
  } finally {
    await client.close();
    const durationMs = Math.round(performance.now() - startedAt);
    if (failure === undefined || messages > 0)
      conclude(consumedText({ messages, count, ended, idle, durationMs }), { messages, ended, durationMs });
  }
  return count === undefined || messages >= count ? 0 : 4;
}

/** @throws {UsageError} what contradicts itself, before anything is connected */
function refuse({ offset, partitions, group, follow, json, format }: Values): void {
  // A group goes on from what it has committed, in the partitions that it is given.
  const isStartOrEnd = offset?.from === 'end' || (offset?.from === 'beginning' && !offset.until && !offset.before);
  const ends = offset?.before !== undefined || offset?.until === 'caught-up';
  const faults = [
    ...(group !== undefined && offset && !isStartOrEnd ? ['with --group, --offset must be start or end'] : []),
    ...(group !== undefined && partitions.length > 0
      ? ['with --group, --partition cannot be used: the group assigns the partitions']
      : []),
    ...(follow && ends ? ['with --follow, --offset must have no end'] : []),
    ...(json && format ? ['--json and --format cannot be used both'] : []),
  ];
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
