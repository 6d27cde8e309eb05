import { boolean, runProgram, unexpectedWord, UsageError, type Run } from '../cli-kit';
import { findCluster } from './cluster/find-cluster';
import { clusterSettings, portSettings, targetSettings } from './cluster/settings';
import { examine } from './doctor/examine';
import { reportText } from './doctor/report-text';
import { requirePresence } from './cluster/require-presence';

const settings = {
  json: boolean({ flag: ['json'], help: 'print JSON' }),
  ...targetSettings,
  ...clusterSettings,
  ...portSettings,
};

async function main(run: Run<typeof settings>): Promise<number> {
  const { values, positionals, signal } = run;
  if (positionals.length > 0) throw new UsageError(positionals.map((word) => unexpectedWord(word, 'doctor')));
  const target = await findCluster(run, 'look');
  await requirePresence(target, signal);
  const examined = await examine(target, signal);
  process.stdout.write(`${values.json ? JSON.stringify(examined) : reportText(examined)}\n`);
  return examined.some(({ findings }) => findings.some(({ level }) => level === 'failure')) ? 5 : 0;
}

void runProgram({
  verb: 'doctor',
  summary:
    'Looks for what is wrong with a cluster, or would be with one more fault, and names what mends it; changes nothing. Ends 5 where something fails.',
  examples: ['', '--json'],
  settings,
  main,
});
