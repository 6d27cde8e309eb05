import {
  BadValues,
  boolean,
  choice,
  content,
  duration,
  hostAndPort,
  integer,
  list,
  parsed,
  repeated,
  string,
} from './setting';

const names = { metavar: 'X', help: 'x' };
const values = <Value>({ parse }: { parse: (given: readonly string[], from: 'flag') => Value }, texts: string[]) =>
  texts.map((text) => parse([text], 'flag'));

test('a switch is on by itself, and by a variable that says so, with spaces around', () => {
  const json = boolean({ help: 'x' });
  expect(values(json, ['true', '1', ' true\n'])).toEqual([true, true, true]);
  expect(values(json, ['false', '0', '', ' '])).toEqual([false, false, false, false]);
  expect(json.parse([], 'flag')).toBe(false);
  expect(() => json.parse(['yes'], 'variable')).toThrow(/^must be true or false$/);
});

test('a value has the spaces that were typed, but not those at the ends of a variable', () => {
  const topic = string({ ...names, default: 'test' });
  expect(topic.parse([' a '], 'flag')).toBe(' a ');
  expect(topic.parse([' a \n'], 'variable')).toBe('a');
  expect(() => topic.parse([' '], 'flag')).toThrow(/^must not be empty$/);
});

test('text of a message keeps its spaces wherever it was given, and may be empty', () => {
  const value = content({ ...names, default: 'none' });
  expect(value.parse([' a \n'], 'variable')).toBe(' a \n');
  expect(value.parse([''], 'flag')).toBe('');
  expect(value.parse([], 'flag')).toBe('none');
});

test('the help shows a default where there is one', () => {
  expect(string({ ...names, default: 'test' }).defaultText).toBe('test');
  expect(string({ ...names, default: undefined })).not.toHaveProperty('defaultText');
  expect([5000, 1000, 1500, 250, 0].map((ms) => duration({ ...names, default: ms }).defaultText)).toEqual([
    '5s',
    '1s',
    '1500ms',
    '250ms',
    '0ms',
  ]);
  expect(duration({ ...names, default: undefined })).not.toHaveProperty('defaultText');
});

test('a value is told from where it was given', () => {
  const from = parsed({ ...names, default: undefined, parse: (given, origin) => `${given} by ${origin}` });
  expect(from.parse(['a'], 'flag')).toBe('a by flag');
  expect(from.parse(['a'], 'variable')).toBe('a by variable');
});

test('a whole number has the bounds that it is given, both of them allowed', () => {
  const partition = integer({ ...names, default: 1, min: 0, max: 10 });
  expect(values(partition, ['0', '10', '1_0', '0,5'])).toEqual([0, 10, 10, 5]);
  for (const given of ['-1', '11', '1.5', '', 'x1', '1x', ',1'])
    expect(() => partition.parse([given], 'flag')).toThrow(/^must be a whole number from 0 to 10$/);
  const offset = integer({ ...names, default: 1, min: -5 });
  expect(values(offset, ['-5', `${Number.MAX_SAFE_INTEGER}`])).toEqual([-5, Number.MAX_SAFE_INTEGER]);
  expect(() => offset.parse(['-6'], 'flag')).toThrow(/^must be a whole number of at least -5$/);
  expect(() => offset.parse(['9007199254740993'], 'flag')).toThrow(
    /^must be a whole number from -5 to 9007199254740991$/,
  );
});

test('a word of several is one of them', () => {
  const acks = choice({ ...names, of: ['0', 'all'], default: 'all' });
  expect(values(acks, ['0', 'all'])).toEqual(['0', 'all']);
  expect(() => acks.parse(['al'], 'flag')).toThrow(/^must be one of 0, all$/);
});

test('a time span is in the unit that it names, and a variable may leave out milliseconds', () => {
  const wait = duration({ ...names, default: 0, min: 100 });
  expect(values(wait, ['250ms', '10s', '1.5s', '2m', '1h', '12.25s'])).toEqual([
    250, 10_000, 1500, 120_000, 3_600_000, 12_250,
  ]);
  expect(wait.parse(['100'], 'variable')).toBe(100);
  expect(values(wait, ['100.4ms', '100.6ms'])).toEqual([100, 101]);
  for (const given of ['99ms', '0', '1d', 's', '1.s', '-1s', 'x1s', '1sx', ''])
    expect(() => wait.parse([given], 'flag')).toThrow(/^must be a time span such as 250ms, 10s or 2m$/);
  expect(() => wait.parse(['2'], 'flag')).toThrow(/^must have a unit: 2s, 2m or 2ms$/);
  expect(duration({ ...names, default: 5 }).parse(['0'], 'flag')).toBe(0);
  expect(duration({ ...names, default: 5 })).toMatchObject({ metavar: 'X', many: false });
});

test('each value that is wrong is named, with the reason', () => {
  const parse = (given: string): number => {
    if (given.length > 1) throw new Error('must be short');
    return Number(given);
  };
  const all = repeated({ ...names, parse });
  expect(all.many).toBe(true);
  expect(all.parse(['1', '2'], 'flag')).toEqual([1, 2]);
  const wrong = (): unknown => all.parse(['12', '3', '45'], 'flag');
  expect(wrong).toThrow(BadValues);
  expect(wrong).toThrow(/^must be short; must be short$/);
  const given = caught(wrong).faults.map((fault) => fault.given);
  expect(given).toEqual(['12', '45']);
  expect(list({ ...names, parse }).parse(['1, 2,', ' ,3'], 'flag')).toEqual([1, 2, 3]);
});

function caught(work: () => unknown): BadValues {
  try {
    work();
  } catch (error) {
    if (error instanceof BadValues) return error;
  }
  throw new Error('nothing was refused');
}

test('an address has a host and a port that there can be', () => {
  for (const given of ['a:1', 'b-1.example_x.com:65535', '[::1]:9092', '[FE80::1]:80'])
    expect(hostAndPort(given)).toBe(given);
  for (const given of ['a:0', 'a:65536', 'a:100000', ':1', 'a', 'a:', 'a:b', '::1:9092', '[x]:1', 'http://a:1', 'a:1/'])
    expect(() => hostAndPort(given)).toThrow(/^must be a list of host:port$/);
});
