import { version } from '../../package.json';
import { runProgram } from '../../test/support/run';

jest.setTimeout(20_000);

const typed = (...words: string[]) => runProgram('lib/cli/kafka-streaming.ts', words);

test.each([
  ['help', 'topics'],
  ['topics', '--help'],
  ['topics', '-h'],
])('%s %s shows the page of a verb', async (...words) => {
  const { exitCode, stdout } = await typed(...words);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^Lists, creates, changes and deletes topics/);
});

test.each(['-v', '--version', 'version'])('%s prints the version', async (word) => {
  expect(await typed(word)).toMatchObject({ exitCode: 0, stdout: `${version}\n` });
});

test.each([
  [['stat'], 'kafka-streaming knows no verb "stat": did you mean start?'],
  [['consume', 'orders'], 'unexpected word "orders": did you mean --topic orders?'],
  [['consume', 'orders', 'payments'], 'unexpected word "orders": see --help\nunexpected word "payments": see --help'],
  [
    ['groups', 'ls'],
    'the first word must be one of list, describe, reset, delete, but "ls" was given: did you mean list?',
  ],
  [
    ['groups', 'delet'],
    'the first word must be one of list, describe, reset, delete, but "delet" was given: did you mean delete?',
  ],
  [['groups', 'add'], 'the first word must be one of list, describe, reset, delete, but "add" was given'],
])('%j is answered with what may have been meant', async (words, stderr) => {
  expect(await typed(...words)).toMatchObject({ exitCode: 2, stderr: `${stderr}\n` });
});
