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
export async function buildJobsImage({ images }: Cluster, { project, signal }: Options): Promise<void> {
  await run('npm', ['run', 'bundle'], { cwd: project, signal });
  const build = ['build', '--tag', images.jobs, '--file', join('jobs', 'Dockerfile'), CONTEXT];
  await run('docker', build, { cwd: project, signal });
}

/** Onto every node; kind leaves alone those that have this very image. */
export async function loadJobsImage({ name, images }: Cluster, signal?: AbortSignal): Promise<'loaded' | 'present'> {
  const { stderr } = await run('kind', ['load', 'docker-image', images.jobs, '--name', name], { signal });
  return /not yet present/.test(stderr) ? 'loaded' : 'present';
}
