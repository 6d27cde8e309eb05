import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const root = path.join(__dirname, '../..');

interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Called when the program has written `ready` to stderr. */
  readonly onReady?: (child: ChildProcessWithoutNullStreams) => void;
  /** Reads nothing before `onReady`, and then only if that resumes it. */
  readonly isSlow?: boolean;
}

/** Runs a program whose `main` is the given text, as its own process. */
async function run(main: string, args: string[] = [], { env, onReady, isSlow = false }: RunOptions = {}) {
  const code = `
    const { print, runProgram, integer } = require('./lib/cli-kit');
    const settings = { count: integer({ flag: ['num', 'n'], metavar: 'N', min: 1, default: 1, help: 'how many' }) };
    void runProgram({ verb: 'x', summary: 'Does x.', settings, main: ${main} }, ${JSON.stringify(args)});
  `;
  const child = spawn(process.execPath, ['-r', './register.js', '-e', code], {
    cwd: root,
    env: { ...process.env, ...env },
    timeout: 20_000,
    killSignal: 'SIGKILL',
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
  if (isSlow) child.stdout.pause();
  child.stderr.on('data', (data: Buffer) => {
    const wasReady = stderr.includes('ready');
    stderr += data.toString();
    if (!wasReady && stderr.includes('ready')) onReady?.(child);
  });
  const [exitCode] = (await once(child, isSlow ? 'exit' : 'close')) as [number | null];
  return { exitCode, stdout, stderr };
}

const WAITS = `async ({ signal }) => {
  console.error('ready');
  const alive = setInterval(() => {}, 1000);
  await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}`;

test.each<[string, string[], number, RegExp]>([
  ['async () => 4', [], 4, /^$/],
  ['async () => { throw Object.assign(new Error("no port"), { exitCode: 2 }); }', [], 2, /^no port\n$/],
  ['async () => { throw new Error("broken"); }', [], 1, /^unexpected error: broken \(--debug shows where\)\n$/],
  ['async () => { throw new Error("broken"); }', ['--debug'], 1, /^Error: broken\n {4}at /],
  ['() => new Promise(() => {})', [], 1, /^unexpected error: ended in the middle of the work\n$/],
  ['async () => 0', ['-n', 'x'], 2, /^-n must be a whole number/],
  ['async () => 0', ['word'], 2, /^unexpected word "word": see --help\n$/],
])('a program that does %s with %j ends %i', async (main, args, exitCode, stderr) => {
  const result = await run(main, args);
  expect(result.exitCode).toBe(exitCode);
  expect(result.stderr).toMatch(stderr);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s aborts the work and ends it %i, without noise', async (signal, exitCode) => {
  const result = await run(WAITS, [], { onReady: (child) => child.kill(signal) });
  expect(result).toMatchObject({ exitCode, stderr: 'ready\n' });
});

describe('a program that is slow to stop', () => {
  const slowly = (ms: number) => `async ({ signal }) => {
    console.error('ready');
    const alive = setInterval(() => {}, 1000);
    await new Promise((resolve) => signal.addEventListener('abort', () => setTimeout(resolve, ${ms})));
    console.log('all done');
    return 0;
  }`;

  test('takes a signal that comes twice at once for one, as npm passes on what the terminal has sent', async () => {
    const twice = (child: ChildProcessWithoutNullStreams) => {
      child.kill('SIGINT');
      setTimeout(() => child.kill('SIGINT'), 20);
    };
    expect(await run(slowly(100), [], { onReady: twice })).toEqual({
      exitCode: 130,
      stdout: 'all done\n',
      stderr: 'ready\n',
    });
  });

  test('says so, and ends at once when asked again', async () => {
    const again = (child: ChildProcessWithoutNullStreams) => {
      child.kill('SIGINT');
      const timer = setInterval(() => child.kill('SIGTERM'), 100);
      child.once('exit', () => clearInterval(timer));
    };
    const { exitCode, stdout, stderr } = await run(slowly(60_000), [], { onReady: again });
    expect({ exitCode, stdout }).toEqual({ exitCode: 143, stdout: '' });
    expect(stderr).toBe('ready\nstopping; once more stops at once\n');
  });
});

describe('a reader of stdout', () => {
  const BYTES = 4_000_000;
  const writes = (how: string) => `async ({ signal }) => {
    process.nextTick(() => console.error('ready'));
    ${how}
    return 0;
  }`;
  const much = `'x'.repeat(${BYTES})`;

  test.each([
    ['process.stdout.write', writes(`process.stdout.write(${much});`)],
    ['print', writes(`await print(${much}, signal);`)],
  ])('that is slow gets all that was written with %s', async (_, main) => {
    const { exitCode, stdout } = await run(main, [], { onReady: (child) => void child.stdout.resume() });
    expect({ exitCode, bytes: stdout.length }).toEqual({ exitCode: 0, bytes: BYTES });
  });

  test.each([
    ['process.stdout.write', writes(`process.stdout.write(${much});`)],
    ['print', writes(`await print(${much}, signal);`)],
  ])('that takes nothing of a %s does not hold up a program that is interrupted', async (_, main) => {
    const { exitCode } = await run(main, [], { isSlow: true, onReady: (child) => void child.kill('SIGINT') });
    expect(exitCode).toBe(130);
  });

  test('that goes away ends the program quietly', async () => {
    const { exitCode, stderr } = await run(writes(`for (;;) await print(${much}, signal);`), [], {
      isSlow: true,
      onReady: (child) => void child.stdout.destroy(),
    });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: 'ready\n' });
  });
});

test('nobody who reads stderr is no reason to stop', async () => {
  const main = `async () => {
    console.error('ready');
    await new Promise((resolve) => process.stdin.once('end', resolve).resume());
    for (let i = 0; i < 3; i++) await new Promise((resolve) => process.stderr.write('lost', resolve));
    console.log('all done');
    return 0;
  }`;
  const onReady = (child: ChildProcessWithoutNullStreams) =>
    child.stderr.once('close', () => child.stdin.end()).destroy();
  expect(await run(main, [], { onReady })).toMatchObject({ exitCode: 0, stdout: 'all done\n' });
});

test('stack traces are asked for by a variable of our own, not by that of other tools', async () => {
  const broken = 'async () => { throw new Error("broken"); }';
  expect((await run(broken, [], { env: { DEBUG: 'express:*' } })).stderr).toMatch(/^unexpected error: broken/);
  expect((await run(broken, [], { env: { KAFKA_DEBUG: '1' } })).stderr).toMatch(/^Error: broken\n {4}at /);
});

test.each<[string[], RegExp]>([
  [['--help'], /^Does x\.\n\nUsage: npm run x -- \[options\]/],
  [['--version'], /^\d+\.\d+\.\d+\n$/],
  [['--print-config', '-n', '7'], /"count": 7/],
])('%j answers and does nothing else', async (args, stdout) => {
  const result = await run('async () => 1', args);
  expect(result.exitCode).toBe(0);
  expect(result.stdout).toMatch(stdout);
});
