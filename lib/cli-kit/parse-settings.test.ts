import { parseSettings } from './parse-settings';
import { brokers, choice, content, duration, integer, list, repeated, boolean, string } from './setting';
import { UsageError } from './usage-error';

const settings = {
  brokers,
  topic: string({ flag: ['topic', 't'], env: ['TOPIC'], metavar: 'NAME', default: 'test', help: 'topic' }),
  offset: string({ flag: ['offset', 'o'], metavar: 'OFFSET', default: 'start', help: 'where to begin' }),
  count: integer({
    flag: ['num', 'n'],
    env: ['MESSAGE_COUNT'],
    metavar: 'N',
    min: 1,
    default: undefined,
    help: 'messages',
  }),
  wait: duration({ flag: ['wait'], env: ['IDLE_TIMEOUT_MS'], default: 5000, help: 'patience' }),
  acks: choice({ flag: ['acks'], metavar: 'ACKS', of: ['0', '1', 'all'], default: 'all', help: 'acks' }),
  json: boolean({ flag: ['json'], help: 'JSON' }),
  headers: repeated({
    flag: ['header', 'H'],
    env: ['HEADERS'],
    metavar: 'NAME:VALUE',
    help: 'headers',
    parse: (given) => {
      if (!given.includes(':')) throw new Error('must be NAME:VALUE');
      return given;
    },
  }),
  partitions: list({ flag: ['partition', 'p'], metavar: 'N,…', help: 'partitions', parse: digits }),
};

function digits(given: string): number {
  if (!/^\d+$/.test(given)) throw new Error('must be a list of partition numbers');
  return Number(given);
}

const parse = (args: string[], env: Record<string, string> = {}) => parseSettings(settings, args, env);
const faultsOf = (args: string[], env: Record<string, string> = {}): readonly string[] => {
  try {
    parse(args, env);
  } catch (error) {
    if (error instanceof UsageError) return error.faults;
    throw error;
  }
  return [];
};

test('a flag goes over the environment, the environment over the default', () => {
  expect(parse([]).values).toEqual({
    brokers: [],
    topic: 'test',
    offset: 'start',
    count: undefined,
    wait: 5000,
    acks: 'all',
    json: false,
    headers: [],
    partitions: [],
  });
  expect(parse([], { TOPIC: 'a', MESSAGE_COUNT: '1,000' }).values).toMatchObject({ topic: 'a', count: 1000 });
  expect(parse(['-t', 'b'], { TOPIC: 'a' }).values.topic).toBe('b');
});

test('an empty variable is one that is not set', () => expect(parse([], { TOPIC: ' ' }).values.topic).toBe('test'));

test('lists are split at commas and may be repeated', () => {
  expect(parse(['-b', 'a:1, b:2', '--brokers', 'c:3']).values.brokers).toEqual(['a:1', 'b:2', 'c:3']);
});

test('what may have a comma is one value a flag, or one a line of a variable', () => {
  const headers = ['date:Mon, 01 Jan', 'x: 1 '];
  expect(parse(['-H', headers[0]!, '-H', headers[1]!]).values.headers).toEqual(headers);
  expect(parse([], { HEADERS: `${headers.join('\n')}\n` }).values.headers).toEqual(headers);
});

test('other words are kept in their order, and a flag without a value takes none of them', () => {
  const { positionals, values } = parse(['create', '--json', 'orders', '-t', 'x', '--', '-n']);
  expect(positionals).toEqual(['create', 'orders', '-n']);
  expect(values).toMatchObject({ json: true, topic: 'x', count: undefined });
  expect(parse(['-t', 'x']).positionals).toEqual([]);
});

test('aliases of a variable are taken, and refused where they differ', () => {
  expect(parse([], { BOOTSTRAP_SERVERS: 'a:1' }).values.brokers).toEqual(['a:1']);
  expect(parse([], { BOOTSTRAP_SERVERS: 'a:1', KAFKA_BROKERS: 'a:1' }).values.brokers).toEqual(['a:1']);
  expect(parse([], { BOOTSTRAP_SERVERS: 'a:1', KAFKA_BROKERS: ' a:1\n' }).values.brokers).toEqual(['a:1']);
  expect(faultsOf([], { BOOTSTRAP_SERVERS: 'a:1', KAFKA_BROKERS: 'b:1' })).toEqual([
    'KAFKA_BROKERS and BOOTSTRAP_SERVERS mean the same, but differ: set one of them',
  ]);
});

test.each([
  [['-o', '-3'], '-3'],
  [['--offset', '-3'], '-3'],
  [['-o-3'], '-3'],
  [['-o', '10:20'], '10:20'],
  [['-o', '-3:7'], '-3:7'],
  [['-o', '-12'], '-12'],
  [['--offset=-3'], '-3'],
  [['-o', '1', '-o', '2'], '2'],
])('%j gives the offset %s', (args, expected) => expect(parse(args).values.offset).toBe(expected));

test.each<[string[], Record<string, string>, string]>([
  [['--topc', 'x'], {}, 'unknown option --topc: did you mean --topic?'],
  [['-z'], {}, 'unknown option -z: see --help'],
  [['-n', 'ten'], {}, '-n must be a whole number of at least 1, but "ten" was given'],
  [['-n', '0'], {}, '-n must be a whole number of at least 1, but "0" was given'],
  [
    ['-n', '99999999999999999999'],
    {},
    '-n must be a whole number from 1 to 9007199254740991, but "99999999999999999999" was given',
  ],
  [['-n'], {}, '-n needs a value: -n N'],
  [['--json=yes'], {}, '--json takes no value, but "yes" was given'],
  [['-t', ''], {}, '-t must not be empty, but "" was given'],
  [['--acks', '2'], {}, '--acks must be one of 0, 1, all, but "2" was given'],
  [['-b', 'localhost'], {}, '-b must be a list of host:port, but "localhost" was given'],
  [['-b', 'a:1,localhost'], {}, '-b must be a list of host:port, but "localhost" was given'],
  [['-t', 'a\ufffd'], {}, '-t must be UTF-8, but bytes that are none were given: "a\ufffd"'],
  [['-H', 'a:b', '-H', 'bad'], {}, '-H must be NAME:VALUE, but "bad" was given'],
  [[], { HEADERS: 'a:b\nbad' }, 'HEADERS must be NAME:VALUE, but "bad" was given'],
  [['-p', '0,x', '-p', '2'], {}, '-p must be a list of partition numbers, but "x" was given'],
  [['--wait', '2'], {}, '--wait must have a unit: 2s, 2m or 2ms, but "2" was given'],
  [['--wait', '1.5'], {}, '--wait must have a unit: 1.5s, 1.5m or 1.5ms, but "1.5" was given'],
  [['--wait', 'soon'], {}, '--wait must be a time span such as 250ms, 10s or 2m, but "soon" was given'],
  [['-b', 'localhost:70000'], {}, '-b must be a list of host:port, but "localhost:70000" was given'],
  [[], { MESSAGE_COUNT: 'many' }, 'MESSAGE_COUNT must be a whole number of at least 1, but "many" was given'],
  [
    [],
    { IDLE_TIMEOUT_MS: 'soon' },
    'IDLE_TIMEOUT_MS must be a time span such as 250ms, 10s or 2m, but "soon" was given',
  ],
])('%j with %j is refused', (args, env, fault) => expect(faultsOf(args, env)).toEqual([fault]));

test('all faults come at once', () =>
  expect(faultsOf(['-n', 'x', '-b', 'y'], { IDLE_TIMEOUT_MS: 'z' })).toHaveLength(3));

test('so do those of a list', () =>
  expect(faultsOf(['-b', 'x,a:1,y', '-b', 'z'])).toEqual(
    ['x', 'y', 'z'].map((given) => `-b must be a list of host:port, but "${given}" was given`),
  ));

test('what goes into a message is taken as it is given, other text without the spaces around it', () => {
  const settings = {
    key: content({ flag: ['key', 'k'], env: ['KEY'], metavar: 'KEY', default: undefined, help: 'key' }),
    topic: string({ env: ['TOPIC'], metavar: 'NAME', default: undefined, help: 'topic' }),
  };
  const env = { KEY: ' a\n', TOPIC: ' a\n' };
  expect(parseSettings(settings, [], env).values).toEqual({ key: ' a\n', topic: 'a' });
  expect(parseSettings(settings, ['-k', ''], env).values).toEqual({ key: '', topic: 'a' });
});

test.each([
  ['250', 250],
  ['250ms', 250],
  ['1.5s', 1500],
  ['2m', 120_000],
])('%s are %i milliseconds', (given, expected) =>
  expect(parse([], { IDLE_TIMEOUT_MS: given }).values.wait).toBe(expected),
);

test('of nothing there is nothing but 0, so that it needs no unit', () =>
  expect(parse(['--wait', '0']).values.wait).toBe(0));

test('what was given is told, as what it was given', () => {
  expect(parse(['-t', 'a'], { MESSAGE_COUNT: '3' }).sources).toMatchObject({
    topic: { name: '-t', origin: 'flag' },
    count: { name: 'MESSAGE_COUNT', origin: 'variable' },
  });
  expect(Object.keys(parse([]).sources)).toEqual([]);
});

test('a variable that looks misspelt is remarked upon, any other is not', () => {
  expect(parse([], { MESAGE_COUNT: '3', HOME: '/', PATH: '/' }).warnings).toEqual([
    'environment variable MESAGE_COUNT is not known: did you mean MESSAGE_COUNT?',
  ]);
});

test.each(['MESSAGE_COUNTS', 'HEADER', 'TOPICS'])('%s is taken for a misspelt one', (name) =>
  expect(parse([], { [name]: '3' }).warnings).toHaveLength(1),
);

test.each(['MESSAGE_COUNT', 'KAFKA_HOME', 'MASSAGE_COUNTS', 'ESSAGE_COUNT', 'TOPI'])('%s is not', (name) =>
  expect(parse([], { [name]: '3' }).warnings).toEqual([]),
);
