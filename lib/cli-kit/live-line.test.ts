import { CLEAR_LINE, liveLine } from './live-line';

const isTty = Object.getOwnPropertyDescriptor(process.stderr, 'isTTY');
let written: jest.SpyInstance;

beforeEach(() => {
  jest.useFakeTimers();
  written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
  if (isTty) Object.defineProperty(process.stderr, 'isTTY', isTty);
  else Reflect.deleteProperty(process.stderr, 'isTTY');
});

/** A line of which each drawing is numbered, where stderr is a terminal or not. */
function begin(isTTY: boolean) {
  Object.defineProperty(process.stderr, 'isTTY', { value: isTTY, configurable: true });
  let count = 0;
  const log = jest.fn();
  return { line: liveLine(() => `${++count} messages`, log), log };
}
const text = () => written.mock.calls.map(([each]) => each as string).join('');

test('on a terminal the line is drawn anew twice a second, and taken back at the end', () => {
  const { line, log } = begin(true);
  jest.advanceTimersByTime(1000);
  expect(text()).toBe(`${CLEAR_LINE}1 messages${CLEAR_LINE}2 messages`);
  line.end();
  jest.advanceTimersByTime(1000);
  expect(text()).toBe(`${CLEAR_LINE}1 messages${CLEAR_LINE}2 messages${CLEAR_LINE}`);
  expect(CLEAR_LINE).toBe('\r\x1b[2K');
  expect(log).not.toHaveBeenCalled();
});

test('a log is told once a second, and gets no control characters', () => {
  const { line, log } = begin(false);
  jest.advanceTimersByTime(2999);
  expect(log).toHaveBeenCalledTimes(2);
  line.end();
  jest.advanceTimersByTime(5000);
  expect(log).toHaveBeenCalledTimes(2);
  expect(text()).toBe('');
});
