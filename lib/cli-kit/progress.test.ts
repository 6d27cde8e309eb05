import { progress } from './progress';

const CLEAR = '\r\x1b[2K';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** A progress whose stream is no file, and what it wrote since it was asked last. */
function begin({ isTTY = false, columns = 80, term = 'xterm' } = {}) {
  const written: string[] = [];
  const stream = { isTTY, columns, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream;
  const before = process.env.TERM;
  process.env.TERM = term;
  const { report, end } = progress(stream);
  if (before === undefined) delete process.env.TERM;
  else process.env.TERM = before;
  return { report, end, written: () => written.splice(0).join('') };
}

describe('in a log', () => {
  test('a step is one line when it ends, with what came of it and how long it took', () => {
    const { report, written } = begin();
    report({ step: 'start broker-1', state: 'started' });
    jest.advanceTimersByTime(1250);
    expect(written()).toBe('');
    report({ step: 'start broker-1', state: 'done', detail: 'pid 7' });
    report({ step: 'create topics', state: 'failed' });
    report({ step: 'config was changed', state: 'noted', detail: 'restart applies it' });
    expect(written()).toBe(
      '✓ start broker-1 (pid 7, 1.3 s)\n✗ create topics\n! config was changed (restart applies it)\n',
    );
  });

  test('what a step waits for is told every five seconds, not each time that it is reported', () => {
    const { report, end, written } = begin();
    const wait = (ms: number) => {
      jest.advanceTimersByTime(ms);
      report({ step: 'ready', state: 'started', detail: 'no leader' });
      return written();
    };
    expect(wait(6000)).toBe('');
    expect(wait(4999)).toBe('');
    expect(wait(1)).toBe('… ready: no leader\n');
    expect(wait(4999)).toBe('');
    expect(wait(1)).toBe('… ready: no leader\n');
    end();
    expect(written()).toBe('');
  });

  test('a step that waits for nothing in particular is silent however long it takes', () => {
    const { report, written } = begin();
    report({ step: 'ready', state: 'started' });
    jest.advanceTimersByTime(20_000);
    report({ step: 'ready', state: 'started' });
    expect(written()).toBe('');
  });

  test('the time of a step is counted from its first report', () => {
    const { report, written } = begin();
    report({ step: 'ready', state: 'started' });
    jest.advanceTimersByTime(1000);
    report({ step: 'ready', state: 'started', detail: 'no leader' });
    jest.advanceTimersByTime(1000);
    report({ step: 'ready', state: 'done' });
    expect(written()).toBe('✓ ready (2.0 s)\n');
  });

  test('a terminal that cannot move its cursor is one', () => {
    const { report, written } = begin({ isTTY: true, term: 'dumb' });
    report({ step: 'ready', state: 'started' });
    jest.advanceTimersByTime(1000);
    expect(written()).toBe('');
    report({ step: 'ready', state: 'done' });
    expect(written()).toBe('✓ ready (1.0 s)\n');
  });
});

describe('on a terminal', () => {
  test('the line of a step is drawn at once, and again as time passes', () => {
    const { report, written } = begin({ isTTY: true });
    report({ step: 'ready', state: 'started', detail: 'no leader' });
    expect(written()).toBe('… ready: no leader 0.0 s');
    jest.advanceTimersByTime(200);
    expect(written()).toBe(`${CLEAR}… ready: no leader 0.2 s`);
  });

  test('a detail is not noticed beside the line, which has it', () => {
    const { report, written } = begin({ isTTY: true });
    report({ step: 'ready', state: 'started' });
    jest.advanceTimersByTime(6000);
    written();
    report({ step: 'ready', state: 'started', detail: 'no leader' });
    expect(written()).toBe(`${CLEAR}… ready: no leader 6.0 s`);
  });

  test('steps that run beside the first one follow it', () => {
    const { report, written } = begin({ isTTY: true });
    for (const step of ['broker-1', 'broker-2', 'broker-3']) report({ step, state: 'started' });
    expect(written()).toMatch(/… broker-1 0\.0 s \(broker-2; broker-3\)$/);
  });

  test('a step that ends leaves its line, and the others are drawn below', () => {
    const { report, written } = begin({ isTTY: true });
    report({ step: 'a', state: 'started' });
    report({ step: 'b', state: 'started' });
    written();
    report({ step: 'a', state: 'done' });
    expect(written()).toBe(`${CLEAR}✓ a (0.0 s)\n… b 0.0 s`);
    report({ step: 'b', state: 'done' });
    expect(written()).toBe(`${CLEAR}✓ b (0.0 s)\n`);
  });

  test('a line is cut where the terminal ends, for one that wraps cannot be taken back', () => {
    const drawn = (columns: number) => {
      const { report, written } = begin({ isTTY: true, columns });
      report({ step: 'x'.repeat(100), state: 'started' });
      return written();
    };
    expect(drawn(40)).toHaveLength(39);
    expect(drawn(1)).toHaveLength(20);
  });

  test('at the end nothing is left of it', () => {
    const { report, end, written } = begin({ isTTY: true });
    report({ step: 'ready', state: 'started' });
    written();
    end();
    expect(written()).toBe(CLEAR);
    jest.advanceTimersByTime(1000);
    end();
    expect(written()).toBe('');
  });

  test('nothing is drawn before there is a step', () => {
    const { end, written } = begin({ isTTY: true });
    jest.advanceTimersByTime(1000);
    end();
    expect(written()).toBe('');
  });
});
