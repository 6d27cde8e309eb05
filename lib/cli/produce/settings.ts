import { DEMONSTRATION_COUNT } from '../../cluster/demonstration-count';
import { canCompress, NO_ZSTD } from '../../kafka/protocol/records/compression';
import { command } from '../../package';
import { choice, content, duration, integer, repeated, boolean, UsageError, string, type Run } from '../../cli-kit';
import { header, unreadableFile } from './messages';
import { connection, count, topic } from '../client/settings';

export const settings = {
  topic,
  count: count(
    0,
    `how many numbered messages to produce; by default ${DEMONSTRATION_COUNT}, or without end for --duration`,
  ),
  message: content({
    flag: ['message'],
    env: ['MESSAGE'],
    metavar: 'TEXT',
    default: 'New message # ',
    help: 'text of a numbered message; its number follows',
  }),
  size: integer({
    flag: ['size'],
    env: ['MESSAGE_SIZE'],
    metavar: 'BYTES',
    min: 0,
    max: 1_000_000,
    default: 0,
    help: 'numbered messages are filled up to this length',
  }),
  file: string({
    flag: ['file'],
    metavar: 'PATH',
    default: undefined,
    help: 'produce the lines of a file instead, byte by byte as they are; - is stdin; \\n or \\r\\n ends a line, empty ones are left out',
  }),
  keyField: string({
    flag: ['key-field'],
    metavar: 'FIELD',
    default: undefined,
    help: 'the lines are JSON objects, and this field is the key, numbers with all digits that are written',
  }),
  key: content({
    flag: ['key', 'k'],
    env: ['MESSAGE_KEY'],
    metavar: 'KEY',
    default: undefined,
    help: 'key of every message, which may be empty; by default the lines of a file have none',
  }),
  headers: repeated({
    flag: ['header', 'H'],
    env: ['HEADERS'],
    metavar: 'NAME:VALUE',
    help: 'header of every message; one a flag, or a line of the variable',
    parse: header,
  }),
  compression: choice({
    flag: ['compression', 'z'],
    env: ['COMPRESSION'],
    metavar: 'CODEC',
    of: ['none', 'gzip', 'snappy', 'lz4', 'zstd'],
    default: 'none',
    help: 'none, gzip, snappy, lz4 or zstd',
  }),
  linger: duration({
    env: ['LINGER_MS'],
    flag: ['linger'],
    default: 5,
    help: 'how long a batch waits for company',
  }),
  rate: integer({
    flag: ['rate'],
    metavar: 'N',
    min: 1,
    default: undefined,
    help: 'messages per second; by default as fast as it goes',
  }),
  duration: duration({
    flag: ['duration'],
    default: undefined,
    min: 1,
    help: 'stop producing after this time',
  }),
  grace: duration({
    flag: ['grace'],
    env: ['GRACE_MS'],
    // A pod has 30 s from SIGTERM to SIGKILL.
    default: 20_000,
    help: 'once told to stop: how long to wait for what is not yet acknowledged',
  }),
  journal: string({
    flag: ['journal'],
    metavar: 'FILE',
    default: undefined,
    help: `write the outcome of each message there, for ${command('audit')}; messages get a header "audit"`,
  }),
  json: boolean({ flag: ['json'], help: 'print the summary as JSON on stdout' }),
  ...connection,
};

export type ProduceRun = Run<typeof settings>;

/** Flags that would do nothing with a file, or without one. */
const OF_NUMBERED = ['count', 'message', 'size'] as const;

/** @throws {UsageError} what contradicts itself or is not there, before anything is connected */
export async function refuse({ values, sources }: ProduceRun): Promise<void> {
  const { file, key, keyField, compression } = values;
  const numbered = OF_NUMBERED.flatMap((name) => (sources[name]?.origin === 'flag' ? [sources[name].name] : []));
  const unreadable = file === undefined ? undefined : unreadableFile(file);
  const faults = [
    ...(file !== undefined && numbered.length > 0
      ? [`${numbered.join(', ')} cannot be used with --file: the lines are the messages`]
      : []),
    ...(file === undefined && keyField !== undefined ? ['--key-field needs --file, whose lines have that field'] : []),
    ...(key !== undefined && keyField !== undefined ? ['--key and --key-field cannot be used both'] : []),
    ...((await canCompress(compression)) ? [] : [NO_ZSTD]),
    ...(unreadable === undefined ? [] : [unreadable]),
  ];
  if (faults.length > 0) throw new UsageError(faults);
}
