import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const root = path.join(__dirname, '../..');

/** Runs a program whose `main` is the given text, as its own process. */
async function run(main: string, args: string[] = [], onStart?: (kill: (signal: NodeJS.Signals) => void) => void) {
  const code = `
    const { runProgram, integer } = require('./lib/program');
    const settings = { count: integer({ flag: ['num', 'n'], metavar: 'N', min: 1, default: 1, help: 'how many' }) };
    void runProgram({ command: 'x', summary: 'Does x.', settings, main: ${main} }, ${JSON.stringify(args)});
  `;
  const child = spawn(process.execPath, ['-r', './register.js', '-e', code], { cwd: root });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data: Buffer) => {
    stdout += data.toString();
    if (stdout.includes('ready')) onStart?.((signal) => child.kill(signal));
  });
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  const [exitCode] = (await once(child, 'close')) as [number];
  return { exitCode, stdout, stderr };
}

const WAITS = `async ({ signal }) => {
  console.log('ready');
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
  const result = await run(WAITS, [], (kill) => kill(signal));
  expect(result).toMatchObject({ exitCode, stderr: '' });
});

test.each<[string[], RegExp]>([
  [['--help'], /^Does x\.\n\nUsage: x \[options\]/],
  [['--version'], /^\d+\.\d+\.\d+\n$/],
  [['--print-config', '-n', '7'], /"count": 7/],
])('%j answers and does nothing else', async (args, stdout) => {
  const result = await run('async () => 1', args);
  expect(result.exitCode).toBe(0);
  expect(result.stdout).toMatch(stdout);
});
