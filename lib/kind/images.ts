import { join } from 'node:path';
import type { Cluster } from '../cluster';
import { run } from './run';

const CONTEXT = join('build', 'jobs');

interface Options {
  /** Its `npm run bundle` bundles the jobs, and its `jobs/Dockerfile` makes their image. */
  readonly project: string;
  readonly signal?: AbortSignal | undefined;
}

/** Bundles the jobs and builds their image. Docker's cache makes equal bundles the same image. */
export async function buildJobsImage(cluster: Cluster, { project, signal }: Options): Promise<void> {
  await run('npm', ['run', 'bundle'], { cwd: project, signal });
  await run('docker', buildArguments(cluster), { cwd: project, signal });
}

/** The agent that tells metrics is fetched for those only who want it. */
export const buildArguments = ({ images, metrics }: Pick<Cluster, 'images' | 'metrics'>): string[] => [
  'build',
  ...(metrics ? ['--target', 'metrics'] : []),
  ...['--tag', images.jobs, '--file', join('jobs', 'Dockerfile'), CONTEXT],
];

/** Onto every node; kind leaves alone those that have this very image. */
export async function loadJobsImage({ name, images }: Cluster, signal?: AbortSignal): Promise<'loaded' | 'present'> {
  const { stderr } = await run('kind', ['load', 'docker-image', images.jobs, '--name', name], { signal });
  return /not yet present/.test(stderr) ? 'loaded' : 'present';
}
