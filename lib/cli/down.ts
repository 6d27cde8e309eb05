import { down as downLocal } from '../local';
import { down as downKind } from '../kind';
import { progress, runProgram, toggle, type Run } from '../program';
import { findPlace, KIND_FOLDER, placeSetting } from './place';
import { chosenCluster, clusterSettings, sameCluster } from './settings';

const settings = {
  deleteData: toggle({ flag: ['delete-data'], help: 'remove topics, messages and logs too; there is no way back' }),
  ...placeSetting,
  ...clusterSettings,
};

async function main({ values, signal, note }: Run<typeof settings>): Promise<number> {
  const cluster = chosenCluster(values);
  const { report, end } = progress();
  const { folder, deleteData } = values;
  try {
    const place = values.on ?? (await findPlace(cluster, folder));
    if (place === 'kind') {
      await downKind(cluster, { folder: KIND_FOLDER, report, signal });
      note(`next: npm start${sameCluster(values, '--on kind')}    (with a new cluster)`);
    } else {
      await downLocal(cluster, { folder, deleteData, report });
      note(
        `next: npm start${sameCluster(values, '--on local')}    (${deleteData ? 'with a new cluster' : 'finds the data again'})`,
      );
    }
  } finally {
    end();
  }
  return 0;
}

void runProgram({
  command: 'npm run down --',
  summary:
    'Stops the brokers, then ZooKeeper, and keeps the data; on kind, removes the kind cluster with all its data.',
  examples: ['npm run down -- --delete-data', 'npm run down -- --on kind'],
  settings,
  main,
});
