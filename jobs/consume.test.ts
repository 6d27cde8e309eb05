import { runProgram } from '../test/support/run';

test.each([
  [['-o', ':5'], 'with --group, --offset must be start or end'],
  [['-o', '10:20'], 'with --group, --offset must be start or end'],
  [['-o', '10'], 'with --group, --offset must be start or end'],
  [['-o', ':end'], 'with --group, --offset must be start or end'],
  [['-p', '0'], 'with --group, --partition cannot be used: the group assigns the partitions'],
])('a group that is to consume %j is refused before it joins', async (args, fault) => {
  const { exitCode, stderr } = await runProgram('jobs/consume.ts', ['-b', 'nowhere:1', '-g', 'readers', ...args]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: `${fault}\n` });
});
