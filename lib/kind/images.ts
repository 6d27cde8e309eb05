import { join } from 'node:path';
import type { Cluster } from '../cluster';
import { run } from './run';

const ROOT = join(__dirname, '..', '..');
const CONTEXT = join('build', 'jobs');

/** Bundles the jobs and builds their image. Docker's cache makes equal bundles the same image. */
export async function buildJobsImage({ images }: Cluster, signal?: AbortSignal): Promise<void> {
  await run('npm', ['run', 'bundle'], { cwd: ROOT, signal });
  const build = ['build', '--tag', images.jobs, '--file', join('jobs', 'Dockerfile'), CONTEXT];
  await run('docker', build, { cwd: ROOT, signal });
}

/** Onto every node; kind leaves alone those that have this very image. */
export async function loadJobsImage({ name, images }: Cluster, signal?: AbortSignal): Promise<'loaded' | 'present'> {
  const { stderr } = await run('kind', ['load', 'docker-image', images.jobs, '--name', name], { signal });
  return /not yet present/.test(stderr) ? 'loaded' : 'present';
}
