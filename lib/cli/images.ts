import { buildJobsImage, findNodes, loadJobsImage, requireTools } from '../kind';
import { named } from '../local';
import { project, runProgram, type Run } from '../cli-kit';
import { describedCluster } from './client/described-cluster';
import { clusterSettings } from './cluster/settings';

const { cluster, name } = clusterSettings;
const settings = { cluster, name };

async function main({ values, signal, note }: Run<typeof settings>): Promise<number> {
  const described = describedCluster(values);
  const cluster = named(described, { name: values.name, ports: {} }, undefined, 'look');
  await requireTools(signal);
  await buildJobsImage(cluster, { project: project.root, signal });
  note(`built ${cluster.images.jobs}`);
  if ((await findNodes(cluster, signal)).length === 0) {
    note(`not loaded: there is no kind cluster ${cluster.name} yet`);
    return 0;
  }
  const outcome = await loadJobsImage(cluster, signal);
  note(outcome === 'loaded' ? `loaded it into kind cluster ${cluster.name}` : 'the kind cluster has it already');
  return 0;
}

void runProgram({
  verb: 'images',
  summary: 'Builds the image of the jobs, and loads it into the kind cluster if there is one.',
  settings,
  main,
});
