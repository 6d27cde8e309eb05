import { defaultFormat, logger, type LogLevel } from './log';

const isTty = Object.getOwnPropertyDescriptor(process.stderr, 'isTTY');
const at = (terminal: boolean) =>
  Object.defineProperty(process.stderr, 'isTTY', { value: terminal, configurable: true });

afterEach(() => {
  jest.restoreAllMocks();
  if (isTty) Object.defineProperty(process.stderr, 'isTTY', isTty);
  else Reflect.deleteProperty(process.stderr, 'isTTY');
});

/** What is written to stderr while `work` runs. */
function written(work: () => void): string {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  work();
  return write.mock.calls.map(([text]) => text).join('');
}

test('a person reads the message, and its fields behind it', () => {
  const log = logger('info', 'text');
  expect(written(() => log({ level: 'info', message: 'leader changed', topic: 'a b', partition: 3 }))).toBe(
    'leader changed topic="a b" partition=3\n',
  );
});

test('a collector reads a line of JSON with the time', () => {
  jest.useFakeTimers({ now: Date.UTC(2026, 0, 2) });
  const log = logger('info', 'json');
  expect(written(() => log({ level: 'warn', message: 'slow', ms: 7 }))).toBe(
    '{"time":"2026-01-02T00:00:00.000Z","level":"warn","message":"slow","ms":7}\n',
  );
  jest.useRealTimers();
});

test.each<[LogLevel, LogLevel[]]>([
  ['debug', ['debug', 'info', 'warn', 'error']],
  ['warn', ['warn', 'error']],
  ['error', ['error']],
])('at level %s are written %j', (least, levels) => {
  const log = logger(least, 'text');
  const all = ['debug', 'info', 'warn', 'error'] as const;
  expect(written(() => all.forEach((level) => log({ level, message: level })))).toBe(
    levels.map((level) => `${level}\n`).join(''),
  );
});

test.each([
  [true, 'text'],
  [false, 'json'],
])('where stderr is a terminal (%p), the format is %s', (terminal, format) => {
  at(terminal);
  expect(defaultFormat()).toBe(format);
});
