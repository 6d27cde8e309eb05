import { down } from '../local';
import { progress, runProgram, toggle, type Run } from '../program';
import { chosenCluster, clusterSettings, sameCluster } from './settings';

const settings = {
  deleteData: toggle({ flag: ['delete-data'], help: 'remove topics, messages and logs too; there is no way back' }),
  ...clusterSettings,
};

async function main({ values, note }: Run<typeof settings>): Promise<number> {
  const cluster = chosenCluster(values);
  const { report, end } = progress();
  try {
    await down(cluster, { folder: values.folder, deleteData: values.deleteData, report });
  } finally {
    end();
  }
  note(
    `next: npm start${sameCluster(values)}    (${values.deleteData ? 'with a new cluster' : 'finds the data again'})`,
  );
  return 0;
}

void runProgram({
  command: 'npm run down --',
  summary: 'Stops the brokers, then ZooKeeper, and keeps the data.',
  examples: ['npm run down -- --delete-data'],
  settings,
  main,
});
