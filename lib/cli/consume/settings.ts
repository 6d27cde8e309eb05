import { command } from '../../package';
import { choice, duration, list, parsed, boolean, UsageError, string, type Run, type Setting } from '../../cli-kit';
import { messageOf } from '../../kafka/protocol/errors';
import { parseFormat } from './format';
import { parseOffset, type OffsetRange } from '../client/offsets';
import { connection, count, topic } from '../client/settings';

/** As kcat: what begins with ^ is a pattern. */
const topicOrPattern: Setting<string | RegExp | undefined> = {
  ...topic,
  help: `${topic.help}; with -g, what begins with ^ is a regular expression: ^orders-.*`,
  parse: (given, from) => (given[0]?.trim().startsWith('^') ? pattern(given[0].trim()) : topic.parse(given, from)),
};

function pattern(given: string): RegExp {
  try {
    return new RegExp(given);
  } catch (error) {
    throw new Error(`must be a topic name, or a regular expression that begins with ^: ${messageOf(error)}`);
  }
}

export const settings = {
  topic: topicOrPattern,
  count: count(1, 'stop after so many messages, waiting for them; by default when caught up'),
  offset: parsed<OffsetRange, undefined>({
    flag: ['offset', 'o'],
    metavar: 'OFFSET',
    default: undefined,
    help: 'start, end, N, +N, -N (of each partition), N:M (without M), :end, @TIME; by default start; end waits for what comes, until Ctrl-C; with -g only start or end, which mean a group that has committed nothing: others go on where they were; -N counts what is no message too: where transactions end, -1 may print none',
    parse: parseOffset,
  }),
  partitions: list({ flag: ['partition', 'p'], metavar: 'N,…', help: 'these partitions only', parse: partition }),
  group: string({
    flag: ['group', 'g'],
    env: ['GROUP_ID'],
    metavar: 'ID',
    default: undefined,
    help: `consume as a member of this group, which remembers how far it came; ${command('admin', 'reset-offsets')} moves it, past a message that cannot be read, say`,
  }),
  follow: boolean({ flag: ['follow'], help: 'go on as messages come, until Ctrl-C' }),
  idle: duration({
    flag: ['idle'],
    env: ['IDLE_TIMEOUT_MS'],
    default: undefined,
    min: 1,
    help: 'wait for more, and end after this long without a message; with -n by default 10s',
  }),
  isolation: choice({
    flag: ['isolation'],
    metavar: 'LEVEL',
    of: ['read_committed', 'read_uncommitted'],
    default: 'read_committed',
    help: 'whether messages of open and aborted transactions are left out',
  }),
  json: boolean({
    flag: ['json', 'J'],
    help: 'one JSON object a line, as kcat -J; bytes that are no UTF-8, which JSON cannot hold, are {"base64": …}',
  }),
  output: choice({
    env: ['OUTPUT_FORMAT'],
    metavar: 'FORMAT',
    of: ['plain', 'json'],
    default: 'plain',
    help: 'the same for jobs: plain or json',
  }),
  format: parsed({
    flag: ['format', 'f'],
    metavar: 'FORMAT',
    default: undefined,
    help: "such as '%k %v\\n', as kcat: %t topic, %p partition, %o offset, %k key, %v value, %d time, %h headers, %K %S sizes; bytes as they are; \\x1f is one",
    parse: parseFormat,
  }),
  ...connection,
};

function partition(given: string): number {
  if (!/^\d{1,6}$/.test(given)) throw new Error('must be a list of partition numbers');
  return Number(given);
}

export type ConsumeRun = Run<typeof settings>;
type Values = ConsumeRun['values'];

/** @throws {UsageError} what contradicts itself, before anything is connected */
export function refuse({ topic, offset, partitions, group, follow, json, format }: Values): void {
  // A group goes on from what it has committed, in the partitions that it is given.
  const isStartOrEnd = offset?.from === 'end' || (offset?.from === 'beginning' && !offset.until && !offset.before);
  const ends = offset?.before !== undefined || offset?.until === 'caught-up';
  const faults = [
    ...(group === undefined && topic instanceof RegExp ? [`a pattern of topics, ${topic.source}, needs --group`] : []),
    ...(group !== undefined && offset && !isStartOrEnd ? ['with --group, --offset must be start or end'] : []),
    ...(group !== undefined && partitions.length > 0
      ? ['with --group, --partition cannot be used: the group assigns the partitions']
      : []),
    ...(follow && ends ? ['with --follow, --offset must have no end'] : []),
    ...(json && format ? ['--json and --format cannot be used both'] : []),
  ];
  if (faults.length > 0) throw new UsageError(faults);
}
