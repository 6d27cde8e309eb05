import { runProgram, boolean, type Run } from '../cli-kit';
import { findCluster } from './cluster/find-cluster';
import { nextCommands } from './cluster/next-commands';
import { clusterSettings, portSettings, targetSettings } from './cluster/settings';
import { diffText } from './diff/diff-text';

const settings = {
  json: boolean({ flag: ['json'], help: 'print JSON' }),
  ...targetSettings,
  ...clusterSettings,
  ...portSettings,
};

async function main(run: Run<typeof settings>): Promise<number> {
  const { values, signal, note } = run;
  const target = await findCluster(run, 'start');
  const found = await target.compare(signal);
  const { up } = nextCommands(target);
  if (!found) {
    if (values.json) process.stdout.write('null\n');
    note(`nothing is there of cluster ${target.cluster.name} ${target.where}: ${up} makes it`);
    return 0;
  }
  const text = values.json ? JSON.stringify(found) : diffText(found);
  if (text !== '') process.stdout.write(`${text}\n`);
  if (found.refusals.length > 0) return 2;
  const isAll = found.notes.length === 0;
  const same = `cluster ${target.cluster.name} is as described${isAll ? '' : ', as far as it was compared'}`;
  note(found.differences.length > 0 ? `next: ${up}` : same);
  return 0;
}

void runProgram({
  verb: 'diff',
  summary:
    'Shows what is described otherwise than it is there, and what up would do about it; changes nothing. Ends 2 where up would refuse.',
  examples: ['', '--name second', '--json'],
  settings,
  main,
});
