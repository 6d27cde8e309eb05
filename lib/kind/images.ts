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
  for (const build of buildsOf(cluster)) await run('docker', build, { cwd: project, signal });
}

/** One after the other. The agent that tells metrics is fetched for those only who want it, and puts itself into the image that is there. */
export const buildsOf = ({ images: { jobs }, metrics }: Pick<Cluster, 'images' | 'metrics'>): string[][] => {
  const build = (dockerfile: string, ...others: string[]): string[] => [
    ...['build', '--tag', jobs, '--file', join('jobs', dockerfile)],
    ...[...others, CONTEXT],
  ];
  return [build('Dockerfile'), ...(metrics ? [build('metrics.Dockerfile', '--build-arg', `JOBS=${jobs}`)] : [])];
};

/** Onto every node; kind leaves alone those that have this very image. */
export async function loadJobsImage({ name, images }: Cluster, signal?: AbortSignal): Promise<'loaded' | 'present'> {
  const { stderr } = await run('kind', ['load', 'docker-image', images.jobs, '--name', name], { signal });
  return /not yet present/.test(stderr) ? 'loaded' : 'present';
}
